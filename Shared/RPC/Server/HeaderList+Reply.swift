extension HeaderList {
  private static let replyHead: HeaderList = [":status": "200", "content-type": "application/grpc"]
  /// The head of most replies: no metadata, nothing compressed.
  static let plainReply = ConstantHeaders((":status", "200"), ("content-type", "application/grpc"))
  /// The end of most: OK, no metadata.
  static let succeeded = ConstantHeaders(("grpc-status", "0"))

  private static let acceptedEncodings: HeaderList = ["grpc-accept-encoding": MessageEncoding.accepted]

  /// The header list that begins every gRPC reply. One whose messages may be compressed says what is known here, too.
  static func reply(_ metadata: Metadata, encoding: MessageEncoding = .identity) -> HeaderList {
    var list = replyHead
    if encoding != .identity {
      list.append("grpc-encoding", encoding.rawValue)
      list.append(contentsOf: acceptedEncodings)
    }
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
