import InteropMessages

/// Four requests, each sent when the reply to the one before is here.
struct PingPong: InteropCase {
  let name = "ping_pong"
  let purpose = "streams both ways, in turns"

  func run(against server: ServerUnderTest) async throws {
    var conversation = Conversation(with: server.service)
    for (sent, asked) in zip(ClientStreaming.sizes, ServerStreaming.sizes) {
      try conversation.say(sent, askingFor: asked)
      try expect("the size of the reply", try await conversation.next(), is: Int(asked))
    }
    conversation.finish()
    try expect("what follows the four replies", try await conversation.next(), is: nil)
  }
}
