import Interoperability
import Logging
import NIOPosix
import RPC
import Testing

/// Runs `body` with the port of our server of the tests' service, and stops the server.
func withTestServer(_ security: ServerSecurity, _ body: (Int) async throws -> Void) async throws {
  let server = RPCServer(
    router: TestService().router, host: "127.0.0.1", port: 0, options: TestService.options(security),
    group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
  let port = try await server.start()
  let result: Result<Void, any Error>
  do { result = .success(try await body(port)) } catch { result = .failure(error) }
  await server.shutdownGracefully(within: .zero)
  try result.get()
}

/// Runs cases with our client against the server at that port.
func runCases(_ cases: [any InteropCase] = InteropCases.all, port: Int, _ security: ClientSecurity) async {
  // A busy machine may be slow: that is no failure of a test.
  var soak = Soak()
  soak.latencyMaximum = .seconds(60)
  soak.timeout = .seconds(600)
  let server = ServerUnderTest(
    host: "127.0.0.1", port: port, name: Certificates.serverName, security: security, soak: soak, logger: .silent)
  for interopCase in cases {
    let outcome = await CaseOutcome(of: interopCase, against: server)
    #expect(outcome.failure == nil, "\(outcome)")
  }
  await server.close()
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
