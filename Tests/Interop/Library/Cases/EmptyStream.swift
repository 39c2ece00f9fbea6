import InteropMessages

/// A call without a single message either way.
struct EmptyStream: InteropCase {
  let name = "empty_stream"
  let purpose = "streams without messages"

  func run(against server: ServerUnderTest) async throws {
    var conversation = Conversation(with: server.service)
    conversation.finish()
    try expect("the first reply", try await conversation.next(), is: nil)
  }
}
