import RPC
import Testing

@Suite("Retries with the official Python implementation")
struct ForeignRetryTests {
  @Test("A call that grpcio's server fails at first is made again as the server and the policy say")
  func retries() async throws {
    try await PythonPeer.withServer("flaky_server.py") { port in
      let client = makeClient(port: port) {
        $0.retries?.attemptsMaximum = 4
        $0.retries?.backoff.initial = .milliseconds(1)
      }
      let idempotent = CallOptions(isIdempotent: true)
      let twice = try await client.call("Flaky", "unavailable 2", options: idempotent)
      #expect(twice == "3 calls, 2 before")
      let told = try await client.call("Flaky", "pushback 3", options: idempotent)
      #expect(told == "4 calls, 3 before")
      let forbidden = await status { _ = try await client.call("Flaky", "never 2", options: idempotent) }
      #expect(forbidden == RPCStatus(.unavailable, "call 1"))
      let unmarked = await status { _ = try await client.call("Flaky", "unavailable 1") }
      #expect(unmarked == RPCStatus(.unavailable, "call 1"))
      await client.close()
    }
  }
}
