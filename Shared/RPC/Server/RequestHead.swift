/// What a request's header list says that a server must know before it runs a handler.
struct RequestHead {
  /// Why a request is answered without a handler.
  enum Rejection: Error, Equatable {
    /// Not gRPC: an HTTP status and nothing else.
    case http(status: String)
    /// A gRPC status and nothing else.
    case status(RPCStatus)
  }

  private(set) var timeout: Duration?
  /// How requests with the compressed flag are compressed.
  private(set) var encoding = MessageEncoding.identity
  /// How many bytes the request says that it has.
  private(set) var contentLength: Int?
  /// Whether there is a `traceparent`, of whatever form.
  private(set) var hasTraceParent = false
  private let headers: HeaderList
  private var pathIndex: Int?
  private var isPost = false
  private var isGRPC = false

  /// The path, as text.
  var path: String { pathIndex.map { headers.value(at: $0) } ?? "" }

  /// What an empty list says.
  init() { headers = HeaderList() }

  /// Reads the list once; makes no texts of what it need not.
  init(_ headers: HeaderList) throws(Rejection) {
    self.headers = headers
    for index in headers.indices { try read(index) }
    guard isPost else { throw .http(status: "405") }
    guard isGRPC else { throw .http(status: "415") }
  }

  /// Whether the path is these bytes.
  func hasPath(_ bytes: [UInt8]) -> Bool {
    pathIndex.map { headers.isValue(at: $0, bytes) } ?? false
  }

  private mutating func read(_ index: Int) throws(Rejection) {
    if headers.isName(at: index, ":path") {
      pathIndex = index
    } else if headers.isName(at: index, ":method") {
      isPost = headers.isValue(at: index, "POST")
    } else if headers.isName(at: index, "content-type") {
      isGRPC = headers.isValue(at: index, "application/grpc") || Self.isGRPC(headers.value(at: index))
    } else if headers.isName(at: index, "traceparent") {
      hasTraceParent = true
    } else if headers.isName(at: index, "content-length") {
      contentLength = Int(headers.value(at: index))
    } else if headers.isName(at: index, "grpc-timeout") {
      guard let timeout = TimeoutHeader.parse(headers.valueBytes(at: index)) else {
        throw .status(RPCStatus(.internalError, "grpc-timeout is not of one to eight digits and a unit"))
      }
      self.timeout = timeout
    } else if headers.isName(at: index, "grpc-encoding") {
      guard let encoding = MessageEncoding(headers.valueBytes(at: index)) else {
        throw .status(
          RPCStatus(.unimplemented, "grpc-encoding \(MessageText.excerpt(headers.value(at: index))) is not known here"))
      }
      self.encoding = encoding
    }
  }

  /// `application/grpc` or `application/grpc+proto` in any case (RFC 9110, section 8.3.1), with parameters (`;`) or without.
  /// Messages in another form than protobuf's cannot be read here.
  static func isGRPC(_ contentType: String) -> Bool {
    let type = contentType.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") && $0 != 9 }
    let parameters = contentType.utf8.dropFirst(type.count).first { $0 != UInt8(ascii: " ") && $0 != 9 }
    guard parameters == nil || parameters == UInt8(ascii: ";") else { return false }
    return ["application/grpc", "application/grpc+proto"].contains { name in
      name.utf8.elementsEqual(type.lazy.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 })
    }
  }
}
