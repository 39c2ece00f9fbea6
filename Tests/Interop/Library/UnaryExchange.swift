import InteropMessages
import RPC

/// The one reply of a unary call with what stands around it.
struct UnaryExchange {
  let reply: InteropWire.SimpleResponse
  /// Whether it came compressed.
  let isCompressed: Bool
  let initialMetadata: Metadata?
  let trailingMetadata: Metadata?
}

extension ServerUnderTest {
  /// Calls UnaryCall as a stream of one reply: only streams show what stands around replies, and on the wire there is no
  /// difference.
  func unaryExchange(
    _ request: InteropWire.SimpleRequest, options: CallOptions = .patient
  ) async throws -> UnaryExchange {
    let replies: ResponseStream<InteropWire.SimpleResponse> = client.serverStreaming(
      "/grpc.testing.TestService/UnaryCall", request, options: options)
    var received: [(reply: InteropWire.SimpleResponse, isCompressed: Bool)] = []
    for try await reply in replies { received.append((reply, await replies.lastReplyWasCompressed())) }
    try expect("the number of replies", received.count, is: 1)
    return UnaryExchange(
      reply: received[0].reply, isCompressed: received[0].isCompressed,
      initialMetadata: await replies.initialMetadata(), trailingMetadata: await replies.trailingMetadata())
  }
}
