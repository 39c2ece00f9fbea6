extension ServerCall {
  /// The request in `message`.
  ///
  /// - Throws: INVALID_ARGUMENT unless the message throws a status of its own.
  func decode<Request: WireMessage>(_ message: ArraySlice<UInt8>) throws -> Request {
    do {
      return try Request(decoding: message.span)
    } catch let status as RPCStatus {
      throw status
    } catch {
      throw RPCStatus(.invalidArgument, "request of \(context.path) cannot be read: \(error)")
    }
  }

  /// The framed reply.
  func encode(_ reply: some WireMessage) throws -> [UInt8] {
    try MessageFrame.encode(reply, messageBytesMaximum: messageBytesMaximum)
  }
}

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

extension RPCStatus {
  static let deadlinePassed = RPCStatus(.deadlineExceeded, "the deadline passed before the call ended")
}
