/// Where the requests of a streaming call are written.
public struct RequestWriter<Request: WireMessage>: Sendable {
  private let call: ClientCall

  init(_ call: ClientCall) { self.call = call }

  /// Sends a request, and waits while the server is slow to take those before it.
  ///
  /// - Parameter compression: Whether this one is compressed, where the call's options have an encoding.
  /// - Throws: RESOURCE_EXHAUSTED for a message over the limit, or the status with which the call has ended meanwhile.
  public func write(_ request: Request, compression: MessageCompression = .automatic) async throws {
    try await call.send(try call.encode(request, compression))
  }
}
