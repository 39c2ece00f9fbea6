extension HeaderList {
  private static let replyHead: HeaderList = [":status": "200", "content-type": "application/grpc"]
  private static let acceptedEncodings: HeaderList = ["grpc-accept-encoding": "identity"]

  /// The header list that begins every gRPC reply.
  static func reply(_ metadata: Metadata) -> HeaderList {
    var list = replyHead
    if !metadata.isEmpty { metadata.append(to: &list) }
    return list
  }

  /// A whole reply without messages (gRPC's Trailers-Only).
  static func statusOnly(_ status: RPCStatus, messageBytesMaximum: Int) -> HeaderList {
    var list = replyHead
    list.append(contentsOf: acceptedEncodings)
    list.append(contentsOf: status.trailers(messageBytesMaximum: messageBytesMaximum))
    return list
  }
}
