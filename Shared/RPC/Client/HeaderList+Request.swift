extension HeaderList {
  private static let requestHead: HeaderList = [":method": "POST", ":scheme": "http"]
  private static let secureRequestHead: HeaderList = [":method": "POST", ":scheme": "https"]
  private static let requestRest: HeaderList = [
    "te": "trailers", "content-type": "application/grpc", "user-agent": "bandstand-swift",
    "grpc-accept-encoding": MessageEncoding.accepted,
  ]

  /// The header list of a call; its timeout is what is left now.
  static func request(_ call: ClientCall, authority: String, isSecure: Bool) -> HeaderList {
    var list = isSecure ? secureRequestHead : requestHead
    list.append(":path", call.path)
    list.append(":authority", authority)
    if let deadline = call.deadline { list.append("grpc-timeout", TimeoutHeader.format(deadline - .now)) }
    list.append(contentsOf: requestRest)
    if call.previousAttempts > 0 { list.append("grpc-previous-rpc-attempts", String(call.previousAttempts)) }
    if call.compression.encoding != .identity { list.append("grpc-encoding", call.compression.encoding.rawValue) }
    if let trace = call.trace { list.append(contentsOf: trace.fields) }
    call.options.metadata.append(to: &list)
    return list
  }
}
