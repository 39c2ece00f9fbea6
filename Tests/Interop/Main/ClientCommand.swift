import ArgumentParser
import Glibc
import Interoperability
import Logging
import RPC

/// Runs one case or all of them against a server.
struct ClientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client", abstract: "Runs test cases against a server of grpc.testing.TestService.",
    discussion: """
      Prints a line for each case: whether it passed, or why it failed. The exit status is 0 when all passed.

      The cases:
      \(InteropCases.all.map { "  \($0.name): \($0.purpose)" }.joined(separator: "\n"))
      """)

  @Option(name: .customLong("server_host"), help: "The host of the server.")
  var serverHost = "localhost"

  @Option(name: .customLong("server_port"), help: "The port of the server.")
  var serverPort = 10_000

  @Option(name: .customLong("server_host_override"), help: "What the server calls itself, when that is not its host.")
  var serverName: String?

  @Option(name: .customLong("use_tls"), help: "Whether connections are encrypted: true or false.")
  var usesTLS = false

  @Option(name: .customLong("use_test_ca"), help: "Whether only a certificate of the tests is trusted: --ca_file.")
  var trustsTestRoots = false

  @Option(name: .customLong("ca_file"), help: "The certificates to trust instead of the system's, in PEM form.")
  var rootsFile: String?

  @Option(name: .customLong("test_case"), help: "The name of a case, or all.")
  var testCase = "all"

  @OptionGroup var soak: SoakFlags

  func validate() throws {
    guard trustsTestRoots, rootsFile == nil else { return }
    throw ValidationError("--use_test_ca=true needs --ca_file: the official ca.pem does not come with Bandstand")
  }

  func run() async throws {
    let server = ServerUnderTest(
      host: serverHost, port: serverPort, name: serverName, security: security, soak: soak.soak,
      logger: Logger(label: "interop"))
    var failures = 0
    for interopCase in try cases() {
      let outcome = await CaseOutcome(of: interopCase, against: server)
      print(outcome)
      fflush(nil)
      if outcome.failure != nil { failures += 1 }
    }
    await server.close()
    if failures > 0 { throw ExitCode.failure }
  }

  private var security: ClientSecurity {
    guard usesTLS else { return .plaintext }
    return .tls(ClientTLS(roots: rootsFile.map { .pem(.file($0)) } ?? .system))
  }

  private func cases() throws -> [any InteropCase] {
    if testCase == "all" { return InteropCases.all }
    guard let found = InteropCases.named(testCase) else {
      throw ValidationError("there is no case \(testCase); interop client --help names them all")
    }
    return [found]
  }
}
