import InteropMessages
import RPC

/// The client gives a call up when it has had one reply.
struct CancelAfterFirstResponse: InteropCase {
  let name = "cancel_after_first_response"
  let purpose = "cancelling a call in its middle"

  func run(against server: ServerUnderTest) async throws {
    var conversation = Conversation(with: server.service)
    try conversation.say(27_182, askingFor: 31_415)
    try expect("the size of the reply", try await conversation.next(), is: 31_415)
    conversation.cancel()
    let status = try await failure(of: "the cancelled call") { _ = try await conversation.next() }
    try expect("the status code", status.code, is: .cancelled)
  }
}
