import InteropMessages
import RPC

/// The server ends a unary call and a stream as it is asked to.
struct StatusCodeAndMessage: InteropCase {
  let name = "status_code_and_message"
  let purpose = "the status of a call"

  private static let asked = InteropWire.EchoStatus(code: 2, message: "test status message")

  func run(against server: ServerUnderTest) async throws {
    let expected = RPCStatus(.unknown, Self.asked.message)
    let unary = try await failure(of: "the unary call") {
      _ = try await server.service.unaryCall(.init(responseStatus: Self.asked))
    }
    try expect("the status of the unary call", unary, is: expected)
    let stream = try await failure(of: "the stream") {
      var conversation = Conversation(with: server.service)
      conversation.say(.init(responseStatus: Self.asked))
      conversation.finish()
      while try await conversation.next() != nil {}
    }
    try expect("the status of the stream", stream, is: expected)
  }
}
