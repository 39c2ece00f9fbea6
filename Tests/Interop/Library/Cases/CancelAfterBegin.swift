import InteropMessages
import RPC

/// The client gives a call up when its headers are sent and nothing else.
struct CancelAfterBegin: InteropCase {
  let name = "cancel_after_begin"
  let purpose = "cancelling a call before its first message"

  func run(against server: ServerUnderTest) async throws {
    // The connection is there then, so that the call's headers do go out.
    _ = try await server.service.emptyCall(.init())
    let (begun, begins) = AsyncStream<Void>.makeStream()
    let call = Task {
      try await server.service.streamingInputCall(options: .patient) { _ in
        begins.finish()
        try await Task.sleep(for: .seconds(60))
      }
    }
    for await _ in begun {}
    call.cancel()
    let status = try await failure(of: "the cancelled call") { _ = try await call.value }
    try expect("the status code", status.code, is: .cancelled)
  }
}
