import Foundation
import Logging
import Messages
import NIOPosix
import RPC
import Support
import Testing

@testable import Hosting

@Suite("What a process is told of TLS and plain text")
struct SecurityConfigurationTests {
  @Test(
    "What cannot be, or was not said on purpose, is refused with what to do",
    arguments: [
      (["--listen-host", "0.0.0.0"], "listen.host 0.0.0.0 is open to other machines: give tls.certificate"),
      (["--tls-certificate", "a"], "tls.certificate and tls.privateKey go together"),
      (["--listen-security", "tls"], "listen.security is tls, which needs tls.certificate"),
      (["--tls-client-certificates", "require"], "tls.clientCertificates needs TLS"),
      (
        ["--tls-client-certificates", "request", "--tls-certificate", "a", "--tls-private-key", "b"],
        "tls.clientCertificates needs tls.roots"
      ),
      (
        ["--tls-certificate", "a", "--tls-private-key", "b", "--listen-security", "plaintext"]
          + ["--tls-roots", "c", "--tls-client-certificates", "require"], "tls.clientCertificates needs TLS"
      ),
    ])
  func refusals(arguments: [String], words: String) async {
    let error = await Start.error(arguments)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "no error")")
  }

  @Test("Nothing said is plain text on this machine, and plain text elsewhere must be said of each side")
  func plaintext() async throws {
    let usual = try await Start.configuration().hosting.security
    #expect(name(usual.server) == "plaintextOnLoopback" && name(usual.client) == "plaintextOnLoopback")
    let open = try await Start.configuration(["--listen-host", "0.0.0.0", "--listen-security", "plaintext"])
      .hosting.security
    #expect(name(open.server) == "plaintext" && name(open.client) == "plaintextOnLoopback")
    let peers = try await Start.configuration(["--peers-security", "plaintext"]).hosting.security
    #expect(name(peers.server) == "plaintextOnLoopback" && name(peers.client) == "plaintext")
  }

  @Test("A certificate makes both sides speak TLS, and roots alone the side that calls")
  func tls() async throws {
    let both = try await Start.configuration(
      ["--listen-host", "0.0.0.0", "--tls-certificate", "a", "--tls-private-key", "b", "--tls-roots", "c"]
        + ["--tls-client-certificates", "require", "--tls-reload-seconds", "2"]
    ).hosting.security
    guard case .tls(let server) = both.server, case .tls(let client) = both.client else {
      Issue.record("both sides must be TLS")
      return
    }
    #expect(server.keyPair == TLSKeyPair(certificates: .file("a"), privateKey: .file("b")))
    #expect(server.clientRoots == .pem(.file("c")) && server.clientCertificates == .require)
    #expect(client.keyPair == server.keyPair && client.roots == server.clientRoots)
    #expect(server.reload.interval == .seconds(2) && client.reload.interval == .seconds(2))
    let caller = try await Start.configuration(["--tls-roots", "c"]).hosting.security
    #expect(name(caller.server) == "plaintextOnLoopback" && name(caller.client) == "tls")
    #expect(name(try await Start.configuration(["--peers-security", "tls"]).hosting.security.client) == "tls")
  }

  private func name(_ security: Any) -> String {
    "\(security)".split(separator: "(").first.map(String.init) ?? ""
  }

  @Test("A policy that is wrong is told with its file and the place in it")
  func policy() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      #"{"default": "deny", "rules": [{"methods": ["*"], "allow": ["me"]}]}"#, to: "policy.json")
    var security = SecurityConfiguration()
    #expect(try security.authorization(logger: Logger(label: "test")) == nil)
    security.authorizationFile = path
    let error = #expect(throws: HostingError.self) { try security.authorization(logger: Logger(label: "test")) }
    #expect(error?.description.contains("policy.json cannot be used: rules[0].allow[0]: it is \"me\"") == true)
    security.authorizationFile = path + "x"
    #expect(throws: HostingError.self) { try security.authorization(logger: Logger(label: "test")) }
  }

  @Test("A process asks itself over mutual TLS if it lives, whatever host its certificate names")
  func probe() async throws {
    let authority = try await TestAuthority()
    let issued = try await authority.issue("service", names: "DNS:elsewhere")
    var hosting = try HostingConfiguration(reading: .defaults, defaultPort: 0)
    hosting.security.certificate = issued.certificate
    hosting.security.privateKey = issued.privateKey
    hosting.security.roots = authority.root
    hosting.security.clientCertificates = .require
    var options = RPCServerOptions()
    options.security = hosting.security.server
    let health = HealthRegistry(serviceNames: [])
    var router = RPCRouter()
    HealthService(registry: health).register(in: &router)
    let server = RPCServer(
      router: router, host: hosting.host, port: 0, options: options, group: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    hosting.port = try await server.start()
    health.setAll(.serving)
    #expect(await HealthProbe(configuration: hosting).complaint() == nil)
    hosting.security.roots = nil
    hosting.security.certificate = nil
    #expect(await HealthProbe(configuration: hosting).complaint()?.contains("the peer speaks TLS") == true)
    await server.shutdownGracefully(within: .zero)
  }
}
