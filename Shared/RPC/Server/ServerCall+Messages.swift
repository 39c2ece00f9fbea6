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

  /// The framed reply, compressed if the call's replies may be.
  func encode(_ reply: some WireMessage, _ wish: MessageCompression? = nil) throws -> [UInt8] {
    let frame = try MessageFrame.encode(reply, messageBytesMaximum: messageBytesMaximum)
    guard compression.encoding != .identity else { return frame }
    return compression.apply(to: frame, wish ?? context.reply.compression)
  }
}
