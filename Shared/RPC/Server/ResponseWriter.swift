/// Where a streaming handler writes its replies.
public struct ResponseWriter<Response: WireMessage>: Sendable {
  private let call: ServerCall

  init(_ call: ServerCall) { self.call = call }

  /// Sends a reply, and waits while the caller is slow to take those before it.
  ///
  /// - Parameter compression: Whether this one is compressed, where the call's replies may be; nil: as the context says.
  /// - Throws: RESOURCE_EXHAUSTED for a message over the limit, or the status with which the call has ended meanwhile.
  public func write(_ response: Response, compression: MessageCompression? = nil) async throws {
    try await call.send(try call.encode(response, compression))
  }
}
