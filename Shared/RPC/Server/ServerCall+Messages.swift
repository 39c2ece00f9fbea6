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
