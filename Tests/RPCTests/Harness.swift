import Logging
import NIOCore
import NIOPosix
import RPC

/// How long connections may take to be made in tests that are not about that: hundreds of tests share a small machine.
let patience = Duration.seconds(120)

/// Runs `body` against an echo server on a loopback socket and a client of it, and closes both.
func withEcho(
  limits: RPCLimits = .standard, clientLimits: RPCLimits = .standard, service: EchoService = EchoService(),
  instruments: RPCInstruments = .process,
  _ body: (RPCClient, EchoService, RPCServer) async throws -> Void
) async throws {
  let server = makeServer(service, limits: limits, instruments: instruments)
  let client = makeClient(port: try await server.start(), limits: clientLimits, instruments: instruments)
  let result: Result<Void, any Error>
  do { result = .success(try await body(client, service, server)) } catch { result = .failure(error) }
  await client.close()
  await server.shutdownGracefully(within: .zero)
  try result.get()
}

/// Runs `body` with the port of an echo server, which is stopped afterwards.
func withEchoServer(
  limits: RPCLimits = .standard, service: EchoService = EchoService(), instruments: RPCInstruments = .process,
  logger: Logger = .silent, extending add: (inout RPCRouter) -> Void = { _ in },
  options change: (inout RPCServerOptions) -> Void = { _ in }, _ body: (Int) async throws -> Void
) async throws {
  let server = makeServer(
    service, limits: limits, instruments: instruments, logger: logger, extending: add, options: change)
  let port = try await server.start()
  let result: Result<Void, any Error>
  do { result = .success(try await body(port)) } catch { result = .failure(error) }
  await server.shutdownGracefully(within: .zero)
  try result.get()
}

func makeServer(
  _ service: EchoService, port: Int = 0, limits: RPCLimits = .standard, instruments: RPCInstruments = .process,
  logger: Logger = .silent, extending add: (inout RPCRouter) -> Void = { _ in },
  options change: (inout RPCServerOptions) -> Void = { _ in }
) -> RPCServer {
  var options = RPCServerOptions()
  options.limits = limits
  options.limits.handshakeTimeout = patience
  options.instruments = instruments
  change(&options)
  var router = service.router()
  add(&router)
  return RPCServer(
    router: router, host: "127.0.0.1", port: port, options: options,
    group: MultiThreadedEventLoopGroup.singleton, logger: logger)
}

func makeClient(
  port: Int, limits: RPCLimits = .standard, instruments: RPCInstruments = .process,
  _ change: (inout RPCClientOptions) -> Void = { _ in }
) -> RPCClient {
  var options = RPCClientOptions()
  options.limits = limits
  options.limits.handshakeTimeout = patience
  options.connectTimeout = patience
  options.defaultTimeout = patience
  options.instruments = instruments
  options.backoff.initial = .milliseconds(5)
  options.backoff.maximum = .milliseconds(20)
  change(&options)
  return RPCClient(
    host: "127.0.0.1", port: port, options: options, group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
}

/// The status with which `call` failed; nil when it did not.
func status(of call: () async throws -> Void) async -> RPCStatus? {
  do {
    try await call()
    return nil
  } catch let status as RPCStatus {
    return status
  } catch {
    return RPCStatus(.unknown, "threw \(error), which is no status")
  }
}

extension RPCClient {
  /// Calls a unary method of the echo service.
  func call(_ method: String, _ request: Bytes, options: CallOptions = CallOptions()) async throws -> Bytes {
    try await unary("/test.Echo/\(method)", request, options: options)
  }

  /// Calls a server-streaming method of the echo service.
  func stream(_ method: String, _ request: Bytes, options: CallOptions = CallOptions()) -> ResponseStream<Bytes> {
    serverStreaming("/test.Echo/\(method)", request, options: options)
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
