import FoundationEssentials
import Glibc

/// A real Redis server on loopback, from Debian's `redis-server`, for one test. Ended with the test.
public actor RedisServer: KillableServer {
  /// Whether it can be started here.
  public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }
  /// Where it listens, as a store's address.
  public nonisolated var address: String { "redis://127.0.0.1:\(port)" }

  private static let program = "/usr/bin/redis-server"
  private let folder: TemporaryFolder
  private nonisolated let port: Int
  private let settings: [String]
  /// The program, once it was started.
  public private(set) var running: RunningProgram?

  private init(_ settings: [String]) throws {
    folder = try TemporaryFolder()
    port = try LoopbackPort.free()
    self.settings = settings
  }

  /// Runs the body with a new server that keeps every write on the disk before it answers.
  public static func with<Result: Sendable>(
    settings: [String] = [], _ body: (RedisServer) async throws -> Result
  ) async throws -> Result {
    let server = try RedisServer(settings)
    try await server.start()
    do {
      let result = try await body(server)
      try await server.kill()
      return result
    } catch {
      try await server.kill()
      throw error
    }
  }

  /// Starts it, with what it had written before; returns when it takes connections, or has ended.
  public func start(environment: [String: String] = [:]) async throws {
    let path = folder.path("log")
    try? FileManager.default.removeItem(atPath: path)
    let arguments = ["--port", "\(port)", "--bind", "127.0.0.1", "--dir", folder.path, "--appendonly", "yes"]
    let program = try await RunningProgram.start(
      Self.program, arguments + ["--appendfsync", "always", "--save", ""] + settings, environment: environment,
      log: path)
    running = program
    try await eventually("redis-server takes connections") {
      try program.hasEnded || String(contentsOfFile: path, encoding: .utf8).contains("Ready to accept connections")
    }
  }

  /// Ends it at once, as a lost machine would.
  public func kill() async throws {
    _ = try await running?.end(by: SIGKILL)
    running = nil
  }
}
