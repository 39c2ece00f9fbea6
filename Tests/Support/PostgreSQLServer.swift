import FoundationEssentials
import Glibc

/// A real PostgreSQL server on loopback, from Debian's `postgresql`, for one test. Ended with the test.
///
/// Run as `postgres` when we are root, which the server refuses to be.
public actor PostgreSQLServer {
  /// Whether it can be started here.
  public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: "\(programs)/postgres") }

  private static let programs = "/usr/lib/postgresql/15/bin"
  private let folder: TemporaryFolder
  private nonisolated let port: Int
  private var running: RunningProgram?
  private var databases = 0

  private init() throws {
    folder = try TemporaryFolder()
    port = try LoopbackPort.free()
  }

  /// Runs the body with a new, empty server.
  public static func with<Result: Sendable>(_ body: (PostgreSQLServer) async throws -> Result) async throws -> Result {
    let server = try PostgreSQLServer()
    try await server.initialize()
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

  /// The address of a new database of this server.
  public func newDatabase(encoding: String = "UTF8") async throws -> String {
    databases += 1
    let name = "test\(databases)"
    let rest = encoding == "UTF8" ? "" : " ENCODING '\(encoding)' TEMPLATE template0 LOCALE 'C'"
    try await query("CREATE DATABASE \(name)\(rest)")
    return address(of: name)
  }

  /// Runs a statement, past any store, and returns what it printed.
  @discardableResult
  public func query(_ statement: String, in database: String = "postgres") async throws -> String {
    try await Program.check(
      "\(Self.programs)/psql", ["-v", "ON_ERROR_STOP=1", "-qAt", "-c", statement, address(of: database)])
  }

  /// Starts it, with what it had written before.
  public func start() async throws {
    let (path, arguments) = Self.asServer(
      "postgres",
      ["-D", data, "-p", "\(port)", "-h", "127.0.0.1", "-k", "", "-c", "max_connections=200"])
    running = try await RunningProgram.start(path, arguments, log: folder.path("log"))
    try await eventually("postgres takes connections") {
      await Program.run("\(Self.programs)/pg_isready", ["-q", "-h", "127.0.0.1", "-p", "\(port)"]).isSuccess
    }
  }

  /// Stops or continues all of its processes (`SIGSTOP`, `SIGCONT`), without an end of any.
  public func signal(_ signal: CInt) async throws {
    for line in try await Program.check("pgrep", ["-f", "postgres"]).split(separator: "\n") {
      guard let process = pid_t(line), await isOurs(process) else { continue }
      Glibc.kill(process, signal)
    }
  }

  /// Whether a process is the server's first, or a child of it.
  private func isOurs(_ process: pid_t) async -> Bool {
    guard let first = running?.identifier else { return false }
    if process == first { return true }
    let parent = await Program.run("ps", ["-o", "ppid=", "-p", "\(process)"]).output.filter(\.isNumber)
    return pid_t(parent) == first
  }

  /// Ends it at once, as a lost machine would.
  public func kill() async throws {
    _ = try await running?.end(by: SIGKILL)
    running = nil
    // The server's other processes end when they see that the first has; until then they hold its memory and port.
    try await eventually("nothing of postgres is left") {
      await !Program.run("pgrep", ["-f", "postgres.* -D \(data)"]).isSuccess
    }
  }

  private var data: String { folder.path("data") }

  private nonisolated func address(of database: String) -> String {
    "postgres://postgres@127.0.0.1:\(port)/\(database)"
  }

  private func initialize() async throws {
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    if geteuid() == 0 { try await Program.check("chown", ["-R", "postgres", folder.path]) }
    let (path, arguments) = Self.asServer(
      "initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
    try await Program.check(path, arguments)
  }

  private static func asServer(_ program: String, _ arguments: [String]) -> (String, [String]) {
    let path = "\(programs)/\(program)"
    guard geteuid() == 0 else { return (path, arguments) }
    return ("/usr/bin/setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path] + arguments)
  }
}
