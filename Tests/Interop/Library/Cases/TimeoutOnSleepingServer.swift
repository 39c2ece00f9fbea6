import InteropMessages
import RPC

/// A deadline of a millisecond passes while the server waits for a request that does not come.
struct TimeoutOnSleepingServer: InteropCase {
  let name = "timeout_on_sleeping_server"
  let purpose = "deadlines"

  func run(against server: ServerUnderTest) async throws {
    var conversation = Conversation(with: server.service, options: CallOptions(timeout: .milliseconds(1)))
    try conversation.say(27_182)
    let status = try await failure(of: "the call") { _ = try await conversation.next() }
    try expect("the status code", status.code, is: .deadlineExceeded)
  }
}
