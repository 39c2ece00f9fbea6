import Logging
import NIOPosix
import RPC
import Synchronization

/// One of several servers that do the same, and what it has seen.
final class Replica: Sendable {
  let name: String
  /// Fired by each call that begins here.
  let begun = Probe()
  /// Fired when a call that hangs is cancelled.
  let cancelled = Probe()
  /// What calls to "Held" wait for.
  let release = Probe()
  let server: RPCServer
  private let bound = Mutex(0)

  /// A server that is not started, with more methods and other limits if need be.
  init(
    _ name: String, limits: RPCLimits = .standard, _ extend: @Sendable (inout RPCRouter) -> Void = { _ in }
  ) {
    self.name = name
    var router = RPCRouter()
    Self.addMethods(to: &router, name, begun, cancelled, release)
    extend(&router)
    var options = RPCServerOptions()
    options.limits = limits
    options.limits.handshakeTimeout = patience
    server = RPCServer(
      router: router, host: "127.0.0.1", port: 0, options: options, group: MultiThreadedEventLoopGroup.singleton,
      logger: .silent)
  }

  /// A server that listens.
  static func started(
    _ name: String, limits: RPCLimits = .standard, _ extend: @Sendable (inout RPCRouter) -> Void = { _ in }
  ) async throws -> Replica {
    let replica = Replica(name, limits: limits, extend)
    let port = try await replica.server.start()
    replica.bound.withLock { $0 = port }
    return replica
  }

  /// Where it listens.
  var address: ServerAddress { .internet(host: "127.0.0.1", port: bound.withLock { $0 }) }

  /// Lets calls end and stops.
  func stop() async { await server.shutdownGracefully(within: .seconds(20)) }

  /// Stops at once.
  func kill() async { await server.shutdownGracefully(within: .zero) }

  private static func addMethods(
    to router: inout RPCRouter, _ name: String, _ begun: Probe, _ cancelled: Probe, _ release: Probe
  ) {
    router.unary("/test.Replica/Name") { (_: Bytes, _) in
      begun.fire()
      return Bytes(name)
    }
    router.unary("/test.Replica/Held") { (_: Bytes, _) in
      begun.fire()
      await release.wait()
      return Bytes(name)
    }
    router.unary("/test.Replica/Hang") { (_: Bytes, _) -> Bytes in
      begun.fire()
      await Probe().waitForCancellation()
      cancelled.fire()
      throw CancellationError()
    }
  }
}

/// A resolver whose answers tests change.
final class ChangingResolver: AddressResolver {
  private let answer: Mutex<Result<[ServerAddress], DNSError>>
  /// Fired by each question.
  let asked = Probe()

  init(_ addresses: [ServerAddress]) { answer = Mutex(.success(addresses)) }

  func addresses() async throws -> [ServerAddress] {
    defer { asked.fire() }
    return try answer.withLock { $0 }.get()
  }

  func change(to addresses: [ServerAddress]) { answer.withLock { $0 = .success(addresses) } }

  func fail(_ reason: String) { answer.withLock { $0 = .failure(DNSError(host: "replicas", reason: reason)) } }
}

/// Runs `body` with a client of these addresses, and closes it.
func withClient(
  of addresses: [ServerAddress], _ change: (inout RPCClientOptions) -> Void = { _ in },
  _ body: (RPCClient) async throws -> Void
) async throws {
  let client = RPCClient(
    target: RPCTarget(addresses: addresses), options: fastOptions(change),
    group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
  let result: Result<Void, any Error>
  do { result = .success(try await body(client)) } catch { result = .failure(error) }
  await client.close()
  try result.get()
}

/// Runs `body` with a client of what `resolver` finds, and closes it.
func withClient(
  of resolver: ChangingResolver, _ change: (inout RPCClientOptions) -> Void = { _ in },
  _ body: (RPCClient) async throws -> Void
) async throws {
  let client = RPCClient(
    resolver: resolver, name: "replicas", options: fastOptions(change), group: MultiThreadedEventLoopGroup.singleton,
    logger: .silent)
  let result: Result<Void, any Error>
  do { result = .success(try await body(client)) } catch { result = .failure(error) }
  await client.close()
  try result.get()
}

/// Options that come back within milliseconds.
private func fastOptions(_ change: (inout RPCClientOptions) -> Void) -> RPCClientOptions {
  var options = RPCClientOptions()
  options.limits.handshakeTimeout = patience
  options.connectTimeout = patience
  options.defaultTimeout = patience
  options.backoff.initial = .milliseconds(2)
  options.backoff.maximum = .milliseconds(20)
  options.retries?.backoff = options.backoff
  change(&options)
  return options
}

extension RPCClient {
  /// Asks a replica for its name, or what else `method` does.
  func replica(_ method: String = "Name", options: CallOptions = CallOptions()) async throws -> String {
    let reply: Bytes = try await unary("/test.Replica/\(method)", Bytes(""), options: options)
    return reply.text
  }

  /// Calls until `name` has answered.
  func reach(_ name: String, options: CallOptions = CallOptions()) async throws {
    while try await replica(options: options) != name {}
  }
}
