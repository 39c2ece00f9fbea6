/// The requests of a call, in order, read once by one task. The caller is held back while they are not taken.
public struct RequestStream<Request: WireMessage>: AsyncSequence, Sendable {
  /// Reads the requests.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let call: ServerCall

    /// The next request; nil when the caller has sent its last.
    ///
    /// - Throws: The status with which the call ended meanwhile, or what was wrong with the message.
    public mutating func next() async throws -> Request? {
      guard let message = try await call.nextMessage() else { return nil }
      return try call.decode(message.span)
    }
  }

  private let call: ServerCall

  init(_ call: ServerCall) { self.call = call }

  /// Starts reading.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call: call) }
}
