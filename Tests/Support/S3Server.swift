import FoundationEssentials
import Glibc

/// A real server of S3's protocol on loopback, OpenStack Swift from Debian's `python3-swift`, for one test, ended with
/// it; tests that need no server of their own share one: see ``S3Bucket``.
///
/// It keeps objects on the disk and checks AWS Signature Version 4 by code that is not ours. It proves nothing of Amazon's own
/// service: its throttling, its redirects between regions, credentials that end, TLS.
public actor S3Server: KillableServer {
  /// Whether it can be started here.
  public static var isInstalled: Bool {
    FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/swift/common/middleware/s3api")
  }

  /// What gets in: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
  public static let credentials = (identifier: "test:tester", secret: "testing")
  /// Where it listens.
  public nonisolated var endpoint: String { "http://127.0.0.1:\(port)" }

  private let folder: TemporaryFolder
  private nonisolated let port: Int
  /// The program, once it was started.
  public private(set) var running: RunningProgram?

  private init() throws {
    folder = try TemporaryFolder()
    port = try LoopbackPort.free()
  }

  /// A new server that takes requests, for ``S3Bucket``.
  static func started() async throws -> S3Server {
    let server = try S3Server()
    try await server.start()
    return server
  }

  /// Runs the body with a new server, whose one bucket is empty.
  public static func with<Result: Sendable>(_ body: (S3Server) async throws -> Result) async throws -> Result {
    let server = try S3Server()
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

  /// A store's address within the bucket.
  public nonisolated func address(prefix: String = "") -> String { "s3://band/\(prefix)?endpoint=\(endpoint)" }

  /// Starts it, with what it had before; returns when it takes requests, or was killed.
  public func start(environment: [String: String] = [:]) async throws {
    let path = folder.path("log")
    try? FileManager.default.removeItem(atPath: path)
    let program = try await RunningProgram.start(
      "/usr/bin/python3", [Program.path("Tests/fixtures/s3_server.py"), folder.path("data"), "\(port)"],
      environment: environment, log: path)
    running = program
    try await eventually("the S3 server takes requests") {
      let log = try String(contentsOfFile: path, encoding: .utf8)
      if log.contains("Traceback") { throw NotStarted(log: log) }
      return program.hasEnded || log.contains("ready")
    }
  }

  /// It ended before it took requests.
  public struct NotStarted: Error {
    let log: String
  }

  /// Ends it at once, as a lost machine would.
  public func kill() async throws {
    _ = try await running?.end(by: SIGKILL)
    running = nil
  }

  /// What happens to the next requests, in order.
  public func fail(_ faults: Fault...) throws {
    try folder.write(faults.map(\.rawValue).joined(separator: "\n"), to: "data/faults")
  }

  /// What may happen to a request.
  public enum Fault: String, Sendable {
    /// It is told to come later, and nothing is done.
    case slow
    /// It is done, but answered with an error.
    case lost
    /// It is never answered.
    case silent
  }
}
