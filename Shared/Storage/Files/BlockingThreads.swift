import NIOPosix

/// Threads of one store, for calls that block: a store that hangs holds up its own calls and nobody else's.
final class BlockingThreads: Sendable {
  private let pool: NIOThreadPool

  /// So many threads, which end when this goes away and the work that they have is done.
  init(count: Int) {
    pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
  }

  deinit { pool.shutdownGracefully { _ in } }

  /// Runs a blocking body and returns what it returned.
  ///
  /// - Throws: What the body throws; `CancellationError` when the task was cancelled before the body began.
  func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    defer { withExtendedLifetime(self) {} }
    return try await pool.runIfActive(body)
  }

  /// Has a thread run a blocking body, and waits for nothing.
  func submit(_ body: @escaping @Sendable () -> Void) {
    pool.submit { _ in body() }
  }
}
