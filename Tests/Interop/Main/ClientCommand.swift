import ArgumentParser
import Interoperability
import Logging
import NIOPosix
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

  @Option(name: .customLong("test_case"), help: "The name of a case, or all.")
  var testCase = "all"

  @OptionGroup var soak: SoakFlags

  func run() async throws {
    let host = serverHost
    let port = serverPort
    let server = ServerUnderTest(soak: soak.soak) {
      RPCClient(
        host: host, port: port, group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "interop"))
    }
    var failures = 0
    for interopCase in try cases() {
      let outcome = await CaseOutcome(of: interopCase, against: server)
      print(outcome)
      if outcome.failure != nil { failures += 1 }
    }
    await server.close()
    if failures > 0 { throw ExitCode.failure }
  }

  private func cases() throws -> [any InteropCase] {
    if testCase == "all" { return InteropCases.all }
    guard let found = InteropCases.named(testCase) else {
      throw ValidationError("there is no case \(testCase); interop client --help names them all")
    }
    return [found]
  }
}
