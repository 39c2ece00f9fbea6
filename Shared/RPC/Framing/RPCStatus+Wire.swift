extension RPCStatus {
  /// The trailing header list of this status.
  func trailers(_ metadata: Metadata = Metadata(), messageBytesMaximum: Int) -> HeaderList {
    var list = HeaderList()
    list.append("grpc-status", String(code.rawValue))
    if !message.isEmpty {
      let cut =
        message.utf8.count <= messageBytesMaximum ? message : MessageText.beginning(message, messageBytesMaximum)
      list.append("grpc-message", PercentEncoding.encode(cut))
    }
    if !details.isEmpty { list.append("grpc-status-details-bin", Base64.encode(details)) }
    metadata.append(to: &list)
    return list
  }

  /// The status that a trailing (or only) header list states; nil when it states none.
  init?(trailers: HeaderList) {
    guard let text = trailers.first("grpc-status") else { return nil }
    let code = Int(text).flatMap(Code.init(rawValue:)) ?? .unknown
    let message = trailers.first("grpc-message").map(PercentEncoding.decode) ?? ""
    self.init(code, message)
    details = trailers.first("grpc-status-details-bin").flatMap { Base64.decode($0.utf8) } ?? []
  }

  /// What an HTTP status without a gRPC status means (gRPC's http-grpc-status-mapping document).
  init(httpStatus: String) {
    let code: Code =
      switch httpStatus {
      case "400": .internalError
      case "401": .unauthenticated
      case "403": .permissionDenied
      case "404": .unimplemented
      case "429", "502", "503", "504": .unavailable
      default: .unknown
      }
    self.init(code, "the peer answered with HTTP status \(httpStatus) and no grpc-status; is it a gRPC server?")
  }

  /// What a stream that closed without a status means (gRPC's PROTOCOL-HTTP2 document, section Errors).
  init(closedBy code: HTTP2ErrorCode) {
    switch code {
    case .refusedStream: self.init(.unavailable, "the peer refused the call before beginning it")
    case .cancel: self.init(.cancelled, "the peer cancelled the call")
    case .enhanceYourCalm: self.init(.resourceExhausted, "the peer asks for fewer calls")
    case .inadequateSecurity: self.init(.permissionDenied, "the peer requires a more secure connection")
    default: self.init(.internalError, "the peer closed the stream with HTTP/2 error \(code.rawValue) and no status")
    }
  }
}
