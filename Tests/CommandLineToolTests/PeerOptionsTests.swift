import ArgumentParser
import Hosting
import Logging
import Messages
import NIOPosix
import RPC
import Support
import Testing

@testable import CommandLineTool

@Suite("How commands call services")
struct PeerOptionsTests {
  /// Runs `body` with the address of a home over mutual TLS that answers whoever is named "operator".
  private func withSecureHome(_ authority: TestAuthority, _ body: (String) async throws -> Void) async throws {
    let issued = try await authority.issue("home")
    var tls = ServerTLS(
      TLSKeyPair(certificates: .file(issued.certificate), privateKey: .file(issued.privateKey)))
    tls.clientCertificates = .require
    tls.clientRoots = .pem(.file(authority.root))
    var options = RPCServerOptions()
    options.security = .tls(tls)
    let operators = PeerPattern.uri("spiffe://bandstand/operator")
    options.authorization = AuthorizationRules(
      Authorization([.init(.allow, [operators], to: [.all])], otherwise: .deny))
    var router = RPCRouter()
    router.unary("/bandstand.v1.Home/GetHome") { (request: Wire.GetHomeRequest, context) in
      Wire.GetHomeResponse(page: "\(request.listener) within \(context.remaining ?? .zero < .seconds(8) ? 8 : 30)")
    }
    let server = RPCServer(
      router: router, host: "127.0.0.1", port: 0, options: options, group: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let port = try await server.start()
    let result: Result<Void, any Error>
    do { result = .success(try await body("127.0.0.1:\(port)")) } catch { result = .failure(error) }
    await server.shutdownGracefully(within: .zero)
    try result.get()
  }

  private func page(_ flags: [String], _ environment: [String: String] = [:]) async throws -> String {
    let peers = try await PeerOptions.parse(flags).peers(environment: environment)
    let result = await Result { try await peers.home.getHome(Wire.GetHomeRequest(listener: "l")).page }
    await peers.close()
    return try result.get()
  }

  private func code(_ flags: [String], _ environment: [String: String] = [:]) async -> RPCStatus.Code? {
    do {
      _ = try await page(flags, environment)
      return nil
    } catch {
      return (error as? RPCStatus)?.code ?? .unknown
    }
  }

  @Test("A command shows its certificate to a service that requires one, by flags, environment or file")
  func mutualTLS() async throws {
    let authority = try await TestAuthority()
    let good = try await authority.issue("operator", names: "URI:spiffe://bandstand/operator")
    let other = try await authority.issue("other", names: "URI:spiffe://bandstand/other")
    let folder = try TemporaryFolder()
    try await withSecureHome(authority) { home in
      let roots = ["--home", home, "--tls-roots", authority.root]
      func shown(_ issued: IssuedCertificate) -> [String] {
        ["--tls-certificate", issued.certificate, "--tls-private-key", issued.privateKey]
      }
      let flags = roots + shown(good)
      #expect(try await page(flags + ["--peers-timeout-seconds", "7"]) == "l within 8")
      #expect(try await page(flags) == "l within 30")
      #expect(await code(roots + shown(other)) == .permissionDenied)
      #expect(await code(roots) == .unavailable)
      #expect(await code(["--home", home, "--peers-security", "tls"] + shown(good)) == .unavailable)
      #expect(await code(flags + ["--peers-security", "plaintext"]) == .unavailable)
      let environment = [
        "BANDSTAND_TLS_CERTIFICATE": good.certificate, "BANDSTAND_TLS_PRIVATE_KEY": good.privateKey,
        "BANDSTAND_TLS_ROOTS": authority.root,
      ]
      #expect(try await page(["--home", home], environment) == "l within 30")
      #expect(await code(["--home", home] + shown(other), environment) == .permissionDenied)
      let file = try folder.write(
        """
        {"tls": {"certificate": "\(good.certificate)", "privateKey": "\(good.privateKey)", "roots": "\(authority.root)"}}
        """, to: "caller.json")
      #expect(try await page(["--home", home, "--config", file]) == "l within 30")
    }
  }

  @Test(
    "What a key does not take is told with its flag and what it takes",
    arguments: [
      (
        ["--peers-attempts", "9"], "peers.attempts, from --peers-attempts, is \"9\"; it must be an integer from 1 to 5"
      ),
      (["--peers-security", "on"], "it must be one of automatic, tls, plaintext"),
      (["--tls-certificate", "c"], "tls.certificate and tls.privateKey go together"),
      (["--config", "/nowhere.json"], "/nowhere.json cannot be used"),
    ])
  func wrong(flags: [String], words: String) async throws {
    let options = try PeerOptions.parse(flags)
    let error = await #expect(throws: HostingError.self) { _ = try await options.peers(environment: [:]) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test("Every key that services have for their calls is a flag, with the services' own help")
  func help() {
    let help = PageCommand.helpMessage(columns: 10_000)
    for key in CallerConfiguration.keys {
      #expect(help.contains(key.flag) && help.contains(key.meaning) && help.contains(key.environmentVariable), "\(key)")
    }
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
