import RPC

/// A message that is its bytes.
struct Bytes: WireMessage, Hashable, ExpressibleByStringLiteral {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(stringLiteral text: String) { bytes = Array(text.utf8) }

  init(_ text: String) { bytes = Array(text.utf8) }

  init(decoding bytes: Span<UInt8>) throws {
    self.bytes = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    if self.bytes == Array("undecodable".utf8) { throw Undecodable() }
  }

  func appendEncoded(to buffer: inout [UInt8]) { buffer.append(contentsOf: bytes) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  struct Undecodable: Error {}
}
