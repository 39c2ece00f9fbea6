import Logging
import Support
import Testing

@testable import RPC

@Suite("Who a peer is")
struct PeerIdentityTests {
  private func answer(
    of server: ServerTLS, to client: ClientTLS, authorization: Authorization? = nil
  ) async throws -> String {
    var answer = ""
    try await withSecureServer(.tls(server), authorization: authorization) { port in
      answer = try await withSecureClient(.tls(client), port: port) { try await $0.call("Peer", "").text }
    }
    return answer
  }

  @Test("A handler sees every name of the client's certificate, and its fingerprint")
  func names() async throws {
    let harness = try await SecureHarness()
    let client = try await harness.authority.issue(
      "named", subject: "/O=Bandstand/CN=Größe 1",
      names: "URI:spiffe://test/a,URI:urn:b,DNS:A.example.org,email:a@example.org,IP:10.0.0.1")
    let openssl = try await Program.check(
      "openssl", ["x509", "-in", client.certificate, "-noout", "-fingerprint", "-sha256"])
    let fingerprint = try #require(openssl.split(separator: "=").last).filter(\.isHexDigit).lowercased()
    for demand in [ClientCertificates.request, .require] {
      let answer = try await answer(of: harness.serverTLS(demand), to: harness.clientTLS(showing: client))
      let names = ["spiffe://test/a", "urn:b", "a.example.org", "a@example.org"]
      #expect(answer == "tls Größe 1 \(names) \(fingerprint)")
    }
  }

  @Test("A client that shows nothing, or is not asked, has no identity")
  func nobody() async throws {
    let harness = try await SecureHarness()
    #expect(try await answer(of: harness.serverTLS(.request), to: harness.clientTLS()) == "tls - [] -")
    let unasked = try await answer(of: harness.serverTLS(.none), to: harness.clientTLS(showing: harness.client))
    #expect(unasked == "tls - [] -")
    try await withEcho { client, _, _ in
      let answer = try await client.call("Peer", "")
      #expect(answer == "plaintext - [] -")
    }
  }

  @Test("Only one URI makes a SPIFFE identity, and several common names make none")
  func ambiguity() {
    #expect(PeerIdentity(uris: ["spiffe://a/b"]).spiffe == "spiffe://a/b")
    #expect(PeerIdentity(uris: ["spiffe://a/b", "urn:c"]).spiffe == nil)
    #expect(PeerIdentity(uris: ["urn:c"]).spiffe == nil)
  }

  @Test("A certificate cut anywhere, or with any byte changed, is read or refused and never crashes")
  func hostileCertificates() async throws {
    let harness = try await SecureHarness()
    let pem = try await Program.check("openssl", ["x509", "-in", harness.client.certificate, "-outform", "PEM"])
    let body = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    let certificate = try #require(Base64.decode(Array(body.utf8)[...]))
    #expect(try CertificateNames(certificate: certificate).uris == ["spiffe://test/client"])
    for count in certificate.indices {
      #expect(throws: TLSError.self) { try CertificateNames(certificate: Array(certificate[..<count])) }
      for bits: UInt8 in [0x01, 0x80, 0xff] {
        var changed = certificate
        changed[count] ^= bits
        _ = try? CertificateNames(certificate: changed)
      }
    }
  }

  @Test("What each peer may call is what the policy says, for every kind of call, before any handler starts")
  func matrix() async throws {
    let harness = try await SecureHarness()
    let other = try await harness.authority.issue("other", names: "URI:spiffe://test/other")
    let policy = try Authorization(
      json: Array(
        """
        {"default": "deny", "rules": [
          {"methods": ["/test.Echo/Unary"], "allow": ["uri:spiffe://test/client"]},
          {"methods": ["/test.Echo/Count", "/test.Echo/Nothing"], "allow": ["identified"]},
          {"methods": ["/test.Echo/Collect"], "allow": ["anyone"]}
        ]}
        """.utf8))
    let log = RecordedLog()
    let service = EchoService()
    try await withSecureServer(
      .tls(harness.serverTLS(.request)), authorization: policy, logger: log.logger, service: service
    ) { port in
      let peers: [(IssuedCertificate?, [String])] = [
        (harness.client, ["ok", "ok", "ok", "permissionDenied", "permissionDenied", "unimplemented"]),
        (other, ["permissionDenied", "ok", "ok", "permissionDenied", "permissionDenied", "unimplemented"]),
        (nil, ["unauthenticated", "unauthenticated", "ok", "unauthenticated", "unauthenticated", "unauthenticated"]),
      ]
      for (certificate, expected) in peers {
        let codes = try await withSecureClient(.tls(harness.clientTLS(showing: certificate)), port: port) { client in
          [
            await code { _ = try await client.call("Unary", "") },
            await code { for try await _ in client.stream("Count", "3") {} },
            await code {
              let _: Bytes = try await client.clientStreaming("/test.Echo/Collect") { try await $0.write(Bytes("x")) }
            },
            await code {
              let _: Bytes = try await client.clientStreaming("/test.Echo/First") {
                while true { try await $0.write(Bytes("x")) }
              }
            },
            await code { _ = try await client.call("Hang", "") },
            await code { _ = try await client.call("Nothing", "") },
          ]
        }
        #expect(codes == expected)
      }
    }
    #expect(!service.begun.hasFired)
    #expect(log.lines.contains { $0.contains("calls denied") && $0.contains("/test.Echo/Unary") })
    #expect(!log.lines.contains { $0.contains("spiffe") || $0.contains("127.0.0.1") }, "\(log.lines)")
  }

  private func code(_ call: () async throws -> Void) async -> String {
    await status(of: call).map { "\($0.code)" } ?? "ok"
  }
}
