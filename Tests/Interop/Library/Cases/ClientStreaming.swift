import InteropMessages
import RPC

/// Four requests, one reply that counts them together.
struct ClientStreaming: InteropCase {
  let name = "client_streaming"
  let purpose = "a stream of requests"

  static let sizes: [Int32] = [27_182, 8, 1828, 45_904]

  func run(against server: ServerUnderTest) async throws {
    let reply = try await server.service.streamingInputCall(options: .patient) { requests in
      for size in Self.sizes { try await requests.write(.init(payload: try .zeros(size))) }
    }
    try expect("the size of all payloads", reply.aggregatedPayloadSize, is: 74_922)
  }
}
