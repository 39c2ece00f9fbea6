/// The replies of a call, in order, read once by one task. The server is held back while they are not taken.
///
/// Dropping the stream, or ending its loop early, cancels the call.
public struct ResponseStream<Response: WireMessage>: AsyncSequence, Sendable {
  /// Reads the replies.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let owner: StreamOwner

    /// The next reply; nil when the call has ended well.
    ///
    /// - Throws: The `RPCStatus` with which the call ended otherwise.
    public mutating func next() async throws -> Response? {
      do {
        guard let message = try await owner.call.nextMessage() else { return nil }
        return try owner.call.decode(message)
      } catch is CancellationError {
        owner.cancel()
        throw RPCStatus(.cancelled, "the task that reads the replies was cancelled")
      }
    }
  }

  private let owner: StreamOwner

  init(_ call: ClientCall, producer: Task<Void, Never>? = nil) { owner = StreamOwner(call, producer) }

  /// Starts reading.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(owner: owner) }

  /// Ends the call. Reading throws CANCELLED.
  public func cancel() { owner.cancel() }

  /// What the server sent before its first reply; nil until that is read, or when there was none.
  public func initialMetadata() async -> Metadata? { await owner.ask { $0.initialMetadata } }

  /// Whether the reply read last came compressed.
  public func lastReplyWasCompressed() async -> Bool { await owner.ask { $0.replyWasCompressed } }

  /// What the server sent with the status; nil until the end is read.
  public func trailingMetadata() async -> Metadata? { await owner.ask { $0.trailingMetadata } }
}

/// Cancels its call when nobody holds the stream any more.
private final class StreamOwner: Sendable {
  let call: ClientCall
  let producer: Task<Void, Never>?

  init(_ call: ClientCall, _ producer: Task<Void, Never>?) {
    self.call = call
    self.producer = producer
  }

  deinit { cancel() }

  func cancel() {
    producer?.cancel()
    let call = self.call
    call.onLoop { call.abandon() }
  }

  func ask<Answer: Sendable>(_ which: @escaping @Sendable (ClientCall) -> Answer) async -> Answer {
    let call = self.call
    return await withCheckedContinuation { continuation in
      call.onLoop { continuation.resume(returning: which(call)) }
    }
  }
}
