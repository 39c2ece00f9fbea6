/// Where a streaming handler writes its replies.
public struct ResponseWriter<Response: WireMessage>: Sendable {
  private let call: ServerCall

  init(_ call: ServerCall) { self.call = call }

  /// Sends a reply, and waits while the caller is slow to take those before it.
  ///
  /// - Throws: RESOURCE_EXHAUSTED for a message over the limit, or the status with which the call has ended meanwhile.
  public func write(_ response: Response) async throws {
    try await call.send(try call.encode(response))
  }
}
