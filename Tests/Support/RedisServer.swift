import FoundationEssentials
import Glibc

/// A real Redis server on loopback, from Debian's `redis-server`, for one test. Ended with the test.
public actor RedisServer {
  /// Whether it can be started here.
  public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }
  /// Where it listens, as a store's address.
  public nonisolated var address: String { "redis://127.0.0.1:\(port)" }

  private static let program = "/usr/bin/redis-server"
  private let folder: TemporaryFolder
  private nonisolated let port: Int
  private let settings: [String]
  private var running: RunningProgram?

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

  /// Starts it, with what it had written before.
  public func start() async throws {
    let path = folder.path("log")
    let arguments = ["--port", "\(port)", "--bind", "127.0.0.1", "--dir", folder.path, "--appendonly", "yes"]
    running = try await RunningProgram.start(
      Self.program, arguments + ["--appendfsync", "always", "--save", ""] + settings, log: path)
    try await eventually("redis-server takes connections") {
      try String(contentsOfFile: path, encoding: .utf8).contains("Ready to accept connections")
    }
  }

  /// Ends it at once, as a lost machine would.
  public func kill() async throws {
    _ = try await running?.end(by: SIGKILL)
    running = nil
    try? FileManager.default.removeItem(atPath: folder.path("log"))
  }
}
