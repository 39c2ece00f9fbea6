import NIOCore

extension ServerCall {
  /// The one request.
  ///
  /// - Throws: As the other.
  func decodeRequest<Request: WireMessage>() throws -> Request {
    try withRequest { try decode($0) }
  }

  /// The request in `message`.
  ///
  /// - Throws: INVALID_ARGUMENT unless the message throws a status of its own.
  func decode<Request: WireMessage>(_ message: Span<UInt8>) throws -> Request {
    do {
      return try Request(decoding: message)
    } catch let status as RPCStatus {
      throw status
    } catch {
      throw RPCStatus(.invalidArgument, "request of \(path) cannot be read: \(error)")
    }
  }

  /// The framed reply of a call that has one, in memory that is used again. On the loop only.
  func encodeReply(_ reply: some WireMessage) throws -> [UInt8] {
    assert(loop.inEventLoop, "a handler goes on where it began")
    guard compression.encoding == .identity else { return try encode(reply) }
    return try MessageFrame.encode(
      reply, messageBytesMaximum: messageBytesMaximum, into: facts.shared.memory.takeArray())
  }

  /// The framed reply, compressed if the call's replies may be.
  func encode(_ reply: some WireMessage, _ wish: MessageCompression? = nil) throws -> [UInt8] {
    let frame = try MessageFrame.encode(reply, messageBytesMaximum: messageBytesMaximum)
    guard compression.encoding != .identity else { return frame }
    return compression.apply(to: frame, wish ?? wishes.compression)
  }
}
