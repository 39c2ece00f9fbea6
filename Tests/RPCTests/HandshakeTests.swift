import Foundation
import RPC
import Support
import Testing

@Suite("TLS handshakes")
struct HandshakeTests {
  @Test("Calls go over TLS, to a name and to an address, with any kind of client certificate")
  func good() async throws {
    let harness = try await SecureHarness()
    for demand in ClientCertificates.allCases {
      try await withSecureServer(.tls(harness.serverTLS(demand))) { port in
        for host in ["localhost", "127.0.0.1"] {
          let large = Bytes([UInt8](repeating: 7, count: 4 << 20))
          let shown = harness.clientTLS(showing: harness.client)
          let reply = try await withSecureClient(.tls(shown), host: host, port: port) { client in
            try await client.call("Unary", large)
          }
          #expect(reply == large)
        }
      }
    }
  }

  /// What a call fails with at the client.
  private func failure(
    _ client: ClientSecurity, host: String = "127.0.0.1", of server: ServerSecurity
  ) async throws -> RPCStatus? {
    var failure: RPCStatus?
    try await withSecureServer(server) { port in
      failure = try await withSecureClient(client, host: host, port: port) { client in
        await status { _ = try await client.call("Unary", "") }
      }
    }
    return failure
  }

  private func expect(_ failure: RPCStatus?, says words: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(failure?.code == .unavailable, sourceLocation: location)
    #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")", sourceLocation: location)
  }

  @Test("A server whose certificate has expired, or names another host, or has an unknown root, is not talked to")
  func untrustedServer() async throws {
    let harness = try await SecureHarness()
    var server = harness.serverTLS()
    expect(
      try await failure(.tls, of: .tls(server)), says: "no root that is trusted here signed it")
    server.keyPair = TLSKeyPair(try await harness.authority.issue("expired", days: -1))
    expect(try await failure(.tls(harness.clientTLS()), of: .tls(server)), says: "its time is over")
    server.keyPair = TLSKeyPair(try await harness.authority.issue("other", names: "DNS:elsewhere,IP:10.0.0.1"))
    expect(try await failure(.tls(harness.clientTLS()), of: .tls(server)), says: "does not name the host")
    expect(
      try await failure(.tls(harness.clientTLS()), host: "localhost", of: .tls(server)), says: "does not name the host")
    var named = harness.clientTLS()
    named.serverName = "elsewhere"
    let none = try await failure(.tls(named), of: .tls(server))
    #expect(none == nil)
  }

  @Test("A client without the certificate that is required, or with one of a stranger, is told so")
  func untrustedClient() async throws {
    let harness = try await SecureHarness()
    let stranger = try await TestAuthority().issue("stranger")
    let server = ServerSecurity.tls(harness.serverTLS(.require))
    expect(try await failure(.tls(harness.clientTLS()), of: server), says: "requires a certificate of us")
    expect(
      try await failure(.tls(harness.clientTLS(showing: stranger)), of: server), says: "trusts no root that signed")
    let expired = try await harness.authority.issue("expired", days: -1)
    expect(try await failure(.tls(harness.clientTLS(showing: expired)), of: server), says: "has expired")
  }

  @Test("Plain text to a TLS port, and TLS to a plain-text port, are told apart from other trouble")
  func mismatch() async throws {
    let harness = try await SecureHarness()
    expect(try await failure(.plaintext, of: .tls(harness.serverTLS())), says: "the peer speaks TLS")
    expect(try await failure(.tls(harness.clientTLS()), of: .plaintext), says: "the peer does not speak TLS")
  }
}
