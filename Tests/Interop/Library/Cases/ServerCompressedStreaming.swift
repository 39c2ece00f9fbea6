import InteropMessages
import RPC

/// A compressed and an uncompressed reply in one stream.
struct ServerCompressedStreaming: InteropCase {
  let name = "server_compressed_streaming"
  let purpose = "streams of compressed and uncompressed replies"

  func run(against server: ServerUnderTest) async throws {
    let asked: [(size: Int32, isCompressed: Bool)] = [(31_415, true), (92_653, false)]
    let request = InteropWire.StreamingOutputCallRequest(
      responseParameters: asked.map { .init(size: $0.size, compressed: .init(value: $0.isCompressed)) })
    let replies = server.service.streamingOutputCall(request, options: .patient)
    var count = 0
    for try await reply in replies {
      try expect("the size of reply \(count)", reply.payload?.body.count, is: Int(asked[min(count, 1)].size))
      let isCompressed = await replies.lastReplyWasCompressed()
      try expect("the compressed flag of reply \(count)", isCompressed, is: asked[min(count, 1)].isCompressed)
      count += 1
    }
    try expect("the number of replies", count, is: 2)
  }
}
