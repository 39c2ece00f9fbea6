/// What a request's header list says that a server must know before it runs a handler.
struct RequestHead {
  /// Why a request is answered without a handler.
  enum Rejection: Error, Equatable {
    /// Not gRPC: an HTTP status and nothing else.
    case http(status: String)
    /// A gRPC status and nothing else.
    case status(RPCStatus)
  }

  var path: String
  var timeout: Duration?
  /// How requests with the compressed flag are compressed.
  var encoding = MessageEncoding.identity

  /// Whether there is a `traceparent`, of whatever form.
  var hasTraceParent = false

  init(_ headers: HeaderList) throws(Rejection) {
    var method = ""
    var contentType = ""
    var path = ""
    for index in headers.indices {
      if headers.isName(at: index, ":method") {
        method = headers.value(at: index)
      } else if headers.isName(at: index, ":path") {
        path = headers.value(at: index)
      } else if headers.isName(at: index, "content-type") {
        contentType = headers.value(at: index)
      } else if headers.isName(at: index, "grpc-timeout") {
        guard let timeout = TimeoutHeader.parse(headers.valueBytes(at: index)) else {
          throw .status(RPCStatus(.internalError, "grpc-timeout is not of one to eight digits and a unit"))
        }
        self.timeout = timeout
      } else if headers.isName(at: index, "grpc-encoding") {
        guard let encoding = MessageEncoding(headers.valueBytes(at: index)) else {
          throw .status(RPCStatus(.unimplemented, "grpc-encoding \(headers.value(at: index)) is not known here"))
        }
        self.encoding = encoding
      } else if headers.isName(at: index, "traceparent") {
        hasTraceParent = true
      }
    }
    guard method == "POST" else { throw .http(status: "405") }
    guard Self.isGRPC(contentType) else { throw .http(status: "415") }
    self.path = path
  }

  /// `application/grpc`, with a message encoding (`+proto`) or parameters (`;`) after it, or not.
  static func isGRPC(_ contentType: String) -> Bool {
    let prefix = "application/grpc"
    guard contentType.hasPrefix(prefix) else { return false }
    let rest = contentType.utf8.dropFirst(prefix.utf8.count).first
    return rest == nil || rest == UInt8(ascii: "+") || rest == UInt8(ascii: ";")
  }
}
