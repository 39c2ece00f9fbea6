/// Where the requests of a streaming call are written.
public struct RequestWriter<Request: WireMessage>: Sendable {
  private let call: ClientCall

  init(_ call: ClientCall) { self.call = call }

  /// Sends a request, and waits while the server is slow to take those before it.
  ///
  /// - Throws: RESOURCE_EXHAUSTED for a message over the limit, or the status with which the call has ended meanwhile.
  public func write(_ request: Request) async throws {
    try await call.send(try call.encode(request))
  }
}
