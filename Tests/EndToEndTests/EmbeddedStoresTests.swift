import Domain
import FoundationEssentials
import Glibc
import Masking
import Storage
import Support
import Testing

/// The embedded stores, shared by a home, another home beside it, and commands that come and go.
@Suite("Embedded stores that are shared", .serialized)
struct EmbeddedStoresTests {
  @Test("What home answered for is there after a kill, whatever was forgotten and whoever used the stores meanwhile")
  func survivesForgetting() async throws {
    let stores = try SharedStores()
    let home = try await stores.start("home")
    let beside = try await stores.start("beside")
    try await stores.importCatalog()
    try await stores.importAccounts(["anna", "bert"], through: home)
    for event in 0..<2 { try await stores.importEvent("early-\(event)", of: "bert") }
    #expect(try home.deletedFiles() == [])
    for (round, listener) in ["anna", "nobody"].enumerated() {
      let ending = try await Bandstand.run(["forget", listener, "--home", home.address])
      #expect(ending.isSuccess || listener == "nobody", "\(ending)")
      // Opens and closes the stores, as the last one that has them if home's locks were gone.
      try await stores.importEvent("late-\(round)", of: "bert")
      try await stores.importAccounts(["carl-\(round)"], through: home)
      #expect(try home.deletedFiles() == [] && beside.deletedFiles() == [], "after \(listener)")
    }
    try await stores.importAccounts(["dora"], through: beside)
    _ = try await home.program.end(by: SIGKILL)
    _ = try await beside.program.end(by: SIGKILL)
    try await stores.expectWhole()
    for account in ["bert", "carl-0", "carl-1", "dora"] {
      #expect(try await stores.account(of: account) != nil, "\(account) was answered for and is gone")
    }
    #expect(try await stores.account(of: "anna") == nil)
    let again = try await stores.start("again")
    #expect(try await again.program.end(by: SIGTERM) == 0)
    try await stores.expectWhole()
  }

  @Test(
    "A service and a command that may open too few files say so, and do not begin",
    arguments: ["home", "bandstand"])
  func fewOpenFiles(_ name: String) async throws {
    let ending = await Program.run("bash", ["-c", "ulimit -n 24; exec \(BuiltProgram.path(name)) forget anna"])
    #expect(!ending.isSuccess)
    #expect(ending.errors.contains("open files") && ending.errors.contains("ulimit -n"), "\(ending)")
  }

  @Test("Files and folders that a home and imports make are for their owner alone")
  func permissions() async throws {
    let stores = try SharedStores()
    let home = try await stores.start("home")
    try await stores.importCatalog()
    try await stores.importAccounts(["anna"], through: home)
    try await stores.importEvent("one", of: "anna")
    let made = try stores.folder.everything().filter { $0.hasPrefix("stores/") }
    #expect(made.contains("stores/objects") && made.contains { $0.hasSuffix("-wal") } && made.contains("stores/key"))
    for name in made { #expect(try stores.folder.permissions(of: name) & 0o077 == 0, "\(name)") }
    #expect(try await home.program.end(by: SIGTERM) == 0)
  }
}

/// Embedded stores of several processes.
private struct SharedStores {
  let folder: TemporaryFolder

  /// A home over them.
  struct Home {
    let program: RunningProgram
    let address: String

    /// Files that it has open and that somebody deleted.
    func deletedFiles() throws -> [String] {
      let path = "/proc/\(program.identifier)/fd"
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(path)/\($0)") }
        .filter { $0.hasSuffix("(deleted)") && $0.contains("sqlite") }
    }
  }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("stores"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  func start(_ name: String) async throws -> Home {
    let port = folder.path("stores/\(name).port")
    let program = try await RunningProgram.start(
      BuiltProgram.path("home"),
      [
        "--shelves-file", Program.path("compose/shelves.json"), "--listen-port", "0", "--listen-port-file", port,
        "--stores-objects", objects, "--stores-database", database, "--stores-online", online,
        "--masking-key-file", folder.path("stores/key"),
      ], log: folder.path("\(name).log"))
    try await eventually("\(name) listens") { FileManager.default.fileExists(atPath: port) }
    let number = try String(contentsOfFile: port, encoding: .utf8).filter(\.isNumber)
    return Home(program: program, address: "127.0.0.1:\(number)")
  }

  func importCatalog() async throws {
    let path = try folder.write("item,title\nartist:1,A\ntrack:1,T\n", to: "catalog.csv")
    try await check(["import", "catalog", path, "--objects", objects, "--database", database])
  }

  func importAccounts(_ names: [String], through home: Home) async throws {
    let lines = names.map { "\($0),SE\n" }.joined()
    let path = try folder.write("account,country\n\(lines)", to: "accounts.csv")
    try await check(["import", "accounts", path, "--home", home.address, "--objects", objects])
  }

  func importEvent(_ event: String, of listener: String) async throws {
    let when = #""moment":"2026-01-01T00:00:00Z","kind":"like","item":"track:1""#
    let line = #"{"event":"\#(event)","listener":"\#(listener)",\#(when)}"#
    let path = try folder.write(line + "\n", to: "\(event).jsonl")
    try await check([
      "import", "events", path, "--objects", objects, "--database", database, "--online", online, "--masking-key-file",
      folder.path("stores/key"),
    ])
  }

  /// Has SQLite check each file.
  func expectWhole() async throws {
    for name in ["db.sqlite", "online.sqlite"] {
      #expect(try await SQLiteIntegrity.faults(in: folder.path("stores/\(name)")) == "", "\(name)")
    }
  }

  func account(of name: String) async throws -> Account? {
    let pseudonyms = Pseudonyms(key: try MaskingKeyFile(path: folder.path("stores/key")).read())
    return try await SQLiteDatabase.open(folder.path("stores/db.sqlite")).account(
      of: pseudonyms.pseudonym(ofAccount: name))
  }

  private func check(_ arguments: [String]) async throws {
    let ending = try await Bandstand.run(arguments)
    #expect(ending.isSuccess, "\(arguments): \(ending)")
  }

  private var objects: String { "file:\(folder.path("stores/objects"))" }
  private var database: String { "sqlite:\(folder.path("stores/db.sqlite"))" }
  private var online: String { "sqlite:\(folder.path("stores/online.sqlite"))" }
}
