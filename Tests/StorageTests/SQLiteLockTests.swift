import Domain
import Features
import FoundationEssentials
import GRDB
import Glibc
import Support
import Testing

@testable import Storage

/// A plain open and close of a file that SQLite has open would drop its locks.
@Suite("Locks of embedded stores", .serialized)
struct SQLiteLockTests {
  @Test("Nothing that the stores do, nor reading their files by any other way of ours, drops SQLite's locks")
  func locksStay() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("online.sqlite")
    let online = try await SQLiteOnlineStore.open(path)
    let database = try await SQLiteDatabase.open(folder.path("bandstand.sqlite"))
    let listener = try #require(ListenerIdentifier("somebody"))
    try await online.set([OnlineEntry(key: "a", value: [1])], markingSeen: ["s"])
    let account = Account(listener: listener, attributes: ListenerAttributes(), updated: Moment(seconds: 1))
    try await database.keep([account])
    let names = ["online.sqlite", "online.sqlite-shm", "bandstand.sqlite", "bandstand.sqlite-shm"]
    for name in names { #expect(try Self.locks(on: folder.path(name)) > 0, "SQLite holds locks on an open file") }
    let steps: [(String, () async throws -> Void)] = [
      ("search", { _ = try await online.occurrences(of: ["somebody"]) }),
      ("search in the database", { _ = try await database.occurrences(of: ["somebody"]) }),
      ("forget", { _ = try await online.forget(["a"], seen: ["s"]) }),
      ("forget an account", { _ = try await database.forget(listener, at: Moment(seconds: 2)) }),
      ("open and close again", { _ = try await SQLiteOnlineStore.open(path).read(["a"]) }),
      ("open and close the database", { _ = try await SQLiteDatabase.open(folder.path("bandstand.sqlite")) }),
      ("read as a file", { for name in names { _ = try? await ReadableFile.open(folder.path(name)) } }),
      (
        "read as an object",
        {
          let objects = try await FolderObjectStore.open(folder.path)
          for name in try await objects.list(prefix: "") { _ = try? await objects.get(name) }
        }
      ),
    ]
    for (step, body) in steps {
      try await body()
      for name in names { #expect(try Self.locks(on: folder.path(name)) > 0, "\(step) dropped the locks on \(name)") }
    }
    withExtendedLifetime((online, database)) {}
  }

  @Test("A file that this process has open as a database is refused by whatever name, and free when it is closed")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("online.sqlite")
    do {
      let store = try await SQLiteOnlineStore.open(path)
      try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: path)
      try FileManager.default.linkItem(atPath: path, toPath: folder.path("twin"))
      for name in ["online.sqlite", "online.sqlite-shm", "link", "twin"] {
        let error = await #expect(throws: StorageError.self) { try await ReadableFile.open(folder.path(name)) }
        #expect(error?.description.contains("open as a database") == true)
      }
      withExtendedLifetime(store) {}
    }
    #expect(try await ReadableFile.open(path).sizeBytes > 0)
  }

  @Test("The search sees what freed pages and the write-ahead log hold, as a reader of the files does")
  func searchesAll() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("loose.sqlite")
    let pool = try DatabasePool(path: path)
    try await pool.writeWithoutTransaction { connection in
      try connection.execute(sql: "PRAGMA secure_delete = OFF; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x BLOB)")
      for number in 0..<50 {
        let text = String(repeating: "needle-\(number % 7).", count: 900)
        try connection.execute(sql: "INSERT INTO t VALUES (?)", arguments: [text])
      }
      try connection.checkpoint(.truncate)
      try connection.execute(sql: "DELETE FROM t WHERE rowid % 2 = 0")
      try connection.checkpoint(.truncate)
      try connection.execute(sql: "INSERT INTO t VALUES (?)", arguments: ["needle-in-the-log"])
    }
    let texts = ["needle-0.", "needle-6.", "needle-in-the-log", "needle-9."]
    let found = try await SQLiteAccess(pool, path: path).occurrences(of: texts)
    let copy = try await folder.copied().files().filter { !$0.path.hasSuffix("-shm") }
    let expected = texts.map { text in
      copy.map { ByteSearch.occurrences(of: Array(text.utf8), in: $0.contents) }.reduce(0, +)
    }
    #expect(found == expected)
    #expect(found[0] > 7 * 900 && found[2] > 0 && found[3] == 0)
  }

  @Test("SQLite's files are for their owner alone, the write-ahead log and its index too; a wider file is left so")
  func permissions() async throws {
    let folder = try TemporaryFolder()
    let online = try await SQLiteOnlineStore.open(folder.path("online.sqlite"))
    try await online.set([1], at: "a")
    for end in ["", "-wal", "-shm"] { #expect(try folder.permissions(of: "online.sqlite\(end)") == 0o600) }
    try folder.write([], to: "old.sqlite")
    #expect(unsafe chmod(folder.path("old.sqlite"), 0o640) == 0)
    let old = try await SQLiteOnlineStore.open(folder.path("old.sqlite"))
    #expect(try folder.permissions(of: "old.sqlite") == 0o640)
    withExtendedLifetime((online, old)) {}
  }

  @Test("That no more files can be opened is told as that")
  func openFiles() {
    #expect(SystemFailure.error(code: EMFILE, "open", "/x") == .tooManyOpenFiles(path: "/x"))
    #expect(StorageError.tooManyOpenFiles(path: "/x").description.contains("ulimit -n"))
  }

  /// How many locks this process holds on a file, by what the system tells of its descriptors.
  private static func locks(on path: String) throws -> Int {
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { descriptor in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")) == path
    }
    // A descriptor may be closed meanwhile.
    return descriptors.map { descriptor in
      let text = (try? String(contentsOfFile: "/proc/self/fdinfo/\(descriptor)", encoding: .utf8)) ?? ""
      return text.split(separator: "\n").count { $0.hasPrefix("lock:") && $0.contains(" POSIX ") }
    }.reduce(0, +)
  }
}
