import InteropMessages
import RPC

/// One request, four replies of the sizes it asks for.
struct ServerStreaming: InteropCase {
  let name = "server_streaming"
  let purpose = "a stream of replies"

  static let sizes: [Int32] = [31_415, 9, 2653, 58_979]

  func run(against server: ServerUnderTest) async throws {
    let request = InteropWire.StreamingOutputCallRequest(
      responseParameters: Self.sizes.map { InteropWire.ResponseParameters(size: $0) })
    var received: [Int32] = []
    for try await reply in server.service.streamingOutputCall(request, options: .patient) {
      received.append(Int32(reply.payload?.body.count ?? 0))
    }
    try expect("the sizes of the replies", received, is: Self.sizes)
  }
}
