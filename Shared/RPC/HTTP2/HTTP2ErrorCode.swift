/// An error code of RST_STREAM and GOAWAY frames (RFC 9113, section 7).
struct HTTP2ErrorCode: RawRepresentable, Hashable, Sendable {
  let rawValue: UInt32

  static let noError = HTTP2ErrorCode(rawValue: 0x0)
  static let protocolError = HTTP2ErrorCode(rawValue: 0x1)
  static let internalError = HTTP2ErrorCode(rawValue: 0x2)
  static let refusedStream = HTTP2ErrorCode(rawValue: 0x7)
  static let cancel = HTTP2ErrorCode(rawValue: 0x8)
  static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 0xb)
  static let inadequateSecurity = HTTP2ErrorCode(rawValue: 0xc)
}
