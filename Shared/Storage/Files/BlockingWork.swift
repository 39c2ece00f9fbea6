import NIOPosix

/// Where work that blocks a thread runs: NIO's shared pool, never a caller's event loop or Swift's own executor.
public enum BlockingWork {
  /// Runs a blocking body on the pool and returns what it returned.
  ///
  /// - Throws: What the body throws; `CancellationError` when the task was cancelled before the body began.
  public static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(body)
  }

  /// Runs a body that waits for a server, on a pool of its own: files do not wait for servers.
  static func runOnServers<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await servers.runIfActive(body)
  }

  private static let servers: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: StorageLimits.serverConnectionsMax)
    pool.start()
    return pool
  }()
}
