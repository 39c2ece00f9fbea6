import NIOCore

/// The first bytes of TLS (RFC 8446, section 5.1), where HTTP/2 was expected.
enum TLSRecord {
  /// An error when the peer's first bytes are TLS: a handshake, or the alert that answers plain text.
  ///
  /// HTTP/2 cannot begin so: a client's preface begins with "P", and a server's first frame is shorter than 2^20 bytes.
  static func complaint(about buffer: ByteBuffer) -> TLSError? {
    guard let start = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self), [0x1503, 0x1603].contains(start)
    else { return nil }
    return .peerSpeaksTLS
  }
}
