import InteropMessages
import RPC

/// A full-duplex call in which the client says something only when it wants to.
struct Conversation {
  private let requests: AsyncStream<InteropWire.StreamingOutputCallRequest>.Continuation
  private let stream: ResponseStream<InteropWire.StreamingOutputCallResponse>
  private var replies: ResponseStream<InteropWire.StreamingOutputCallResponse>.AsyncIterator

  /// Begins the call.
  init(with service: InteropWire.TestServiceClient, options: CallOptions = .patient) {
    let (said, requests) = AsyncStream<InteropWire.StreamingOutputCallRequest>.makeStream()
    self.requests = requests
    stream = service.fullDuplexCall(options: options) { writer in
      for await request in said { try await writer.write(request) }
    }
    replies = stream.makeAsyncIterator()
  }

  /// Sends a payload of `size` and asks for one reply of `reply` bytes, or for none.
  func say(_ size: Int32, askingFor reply: Int32? = nil) throws {
    let parameters = reply.map { [InteropWire.ResponseParameters(size: $0)] } ?? []
    requests.yield(.init(responseParameters: parameters, payload: try .zeros(size)))
  }

  /// Sends a request.
  func say(_ request: InteropWire.StreamingOutputCallRequest) { requests.yield(request) }

  /// Says that the client has sent its last.
  func finish() { requests.finish() }

  /// Gives the call up.
  func cancel() { stream.cancel() }

  /// The bytes in the next reply's payload; nil at the end.
  mutating func next() async throws -> Int? { try await replies.next().map { $0.payload?.body.count ?? 0 } }

  /// What the server sent before its first reply.
  func initialMetadata() async -> Metadata? { await stream.initialMetadata() }

  /// What the server sent with the status.
  func trailingMetadata() async -> Metadata? { await stream.trailingMetadata() }
}
