import Glibc

/// A server of a test that can be killed and started again with what it had written.
public protocol KillableServer: Actor {
  /// The program, once it was started.
  var running: RunningProgram? { get }

  /// Starts it; returns when it takes connections, or has ended.
  func start(environment: [String: String]) async throws

  /// Ends it at once, as a lost machine would.
  func kill() async throws
}

extension KillableServer {
  /// Runs a body while the server is to end at a point, from where on it runs as ever; after the body it is killed if it did not
  /// come to the point.
  public func live(
    until point: CrashPoint, library: String, during body: @Sendable () async throws -> Void
  ) async throws {
    try await kill()
    try await start(environment: point.environment(library: library))
    let program = running
    let revival = Task {
      _ = try await program?.ended()
      try await self.start(environment: [:])
    }
    try await body()
    _ = try await program?.end(by: SIGKILL)
    try await revival.value
  }
}
