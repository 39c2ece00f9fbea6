import NIOPosix

/// Where short work that blocks a thread runs: NIO's shared pool, never a caller's event loop or Swift's own executor. What
/// waits for a server, or for a folder of objects, has threads of its own: see ``BlockingThreads``.
public enum BlockingWork {
  /// Runs a blocking body on the pool and returns what it returned.
  ///
  /// - Throws: What the body throws; `CancellationError` when the task was cancelled before the body began.
  public static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(body)
  }
}
