import CNghttp2

/// Why a session cannot go on. The connection is closed after what is queued has been sent.
enum HTTP2Error: Error, Equatable, CustomStringConvertible {
  /// nghttp2 refused an operation or the peer's bytes.
  case library(operation: String, code: Int32)
  /// The peer's first bytes are not HTTP/2: perhaps HTTP/1.
  case notHTTP2
  /// The peer's header block is longer than one that is read to refuse its call alone.
  case headerBlockTooLong(limit: Int)

  var description: String {
    switch self {
    case .library(let operation, let code):
      let reason = unsafe String(cString: nghttp2_strerror(code))
      return "HTTP/2 \(operation): \(reason) (\(code))"
    case .headerBlockTooLong(let limit): return "the peer sent more than \(limit) bytes of headers at once"
    case .notHTTP2:
      return "the peer does not speak HTTP/2 with prior knowledge on this port; check its address and TLS setting"
    }
  }

  /// Throws unless `code` is one of nghttp2's successes, zero or positive.
  @discardableResult
  static func check(_ code: Int, _ operation: String) throws(HTTP2Error) -> Int {
    guard code < 0 else { return code }
    if code == Int(NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue) { throw .notHTTP2 }
    throw .library(operation: operation, code: Int32(truncatingIfNeeded: code))
  }
}
