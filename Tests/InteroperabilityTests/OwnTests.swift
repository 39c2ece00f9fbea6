import Interoperability
import Testing

@Suite("Our client of the official test cases with our server")
struct OwnTests {
  @Test("passes every case")
  func everyCase() async throws {
    try await withTestServer { port in await runCases(port: port) }
  }
}
