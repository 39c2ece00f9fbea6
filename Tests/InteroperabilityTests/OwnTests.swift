import Interoperability
import Testing

@Suite("Our client of the official test cases with our server")
struct OwnTests {
  @Test("passes every case", arguments: Protection.allCases)
  func everyCase(_ protection: Protection) async throws {
    let certificates = try await Certificates(protection)
    try await withTestServer(certificates.server) { port in await runCases(port: port, certificates.client) }
  }
}
