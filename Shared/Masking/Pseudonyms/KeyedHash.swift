import Crypto

/// HMAC-SHA256 (RFC 2104) under one key, of texts that all begin alike.
///
/// Both of its hashes stand ready behind the key and the beginning: each text costs the hash of its own bytes and of the digest.
struct KeyedHash: Sendable {
  private let inner: SHA256
  private let outer: SHA256

  init(key: MaskingKey, prefix: String) {
    let block = key.bytes + [UInt8](repeating: 0, count: SHA256.blockByteCount - MaskingKey.byteCount)
    var (inner, outer) = (SHA256(), SHA256())
    inner.update(data: block.map { $0 ^ 0x36 } + Array(prefix.utf8))
    outer.update(data: block.map { $0 ^ 0x5C })
    (self.inner, self.outer) = (inner, outer)
  }

  /// The code of a text.
  func code(of text: String) -> SHA256Digest {
    var (inner, outer, text) = (inner, outer, text)
    text.withUTF8 { unsafe inner.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    unsafe inner.finalize().withUnsafeBytes { unsafe outer.update(bufferPointer: $0) }
    return outer.finalize()
  }
}
