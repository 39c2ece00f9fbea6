import Interoperability
import Logging
import NIOPosix
import RPC
import Testing

/// Runs `body` with the port of our server of the tests' service, and stops the server.
func withTestServer(_ body: (Int) async throws -> Void) async throws {
  let server = RPCServer(
    router: TestService().router, host: "127.0.0.1", port: 0, options: TestService.serverOptions,
    group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
  let port = try await server.start()
  let result: Result<Void, any Error>
  do { result = .success(try await body(port)) } catch { result = .failure(error) }
  await server.shutdownGracefully(within: .zero)
  try result.get()
}

/// Runs every case with our client against the server at that port.
func runCases(_ cases: [any InteropCase] = InteropCases.all, port: Int) async {
  // A busy machine may be slow: that is no failure of a test.
  var soak = Soak()
  soak.latencyMaximum = .seconds(60)
  soak.timeout = .seconds(600)
  let server = ServerUnderTest(soak: soak) {
    RPCClient(host: "127.0.0.1", port: port, group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
  }
  for interopCase in cases {
    let outcome = await CaseOutcome(of: interopCase, against: server)
    #expect(outcome.failure == nil, "\(outcome)")
  }
  await server.close()
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
