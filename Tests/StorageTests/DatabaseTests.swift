import Domain
import Features
import GRDB
import Support
import Testing

@testable import Storage

@Suite("Databases")
struct DatabaseTests {
  @Test("A SQLite file is a database", arguments: DatabaseConformance.checks)
  func file(_ check: Check<any Storage.Database>) async throws {
    let folder = try TemporaryFolder()
    try await check.run(try await SQLiteDatabase.open(folder.path("bandstand.sqlite")))
  }

  @Test("SQLite in memory is a database", arguments: DatabaseConformance.checks)
  func memory(_ check: Check<any Storage.Database>) async throws {
    try await check.run(try await SQLiteDatabase.inMemory())
  }

  @Test("Handles that open a new file at once take turns and share it, as processes do")
  func twoHandles() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("new/bandstand.sqlite")
    let handles = try await withThrowingTaskGroup { group in
      for _ in 0..<4 { group.addTask { try await SQLiteDatabase.open(path) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    try await withThrowingTaskGroup { group in
      for handle in handles {
        for _ in 0..<5 { group.addTask { _ = try await handle.reserveVersion(of: "popularity") } }
      }
      try await group.waitForAll()
    }
    #expect(try await handles[0].reserveVersion(of: "popularity").version == 21)
  }

  @Test("What was written is there when the file is opened again")
  func reopened() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("bandstand.sqlite")
    let item = CatalogItem(item: Item(identifier: ItemIdentifier(.artist, 1)), title: "one")
    _ = try await SQLiteDatabase.open(path).replaceCatalog([item])
    #expect(try await SQLiteDatabase.open(path).catalog().items == [item])
  }

  @Test("A file written by a newer version is refused and names what is unknown")
  func newerSchema() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("bandstand.sqlite")
    _ = try await SQLiteDatabase.open(path)
    let queue = try DatabaseQueue(path: path)
    try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('database.99')") }
    await #expect(throws: StorageError.wrongSchema(path: path, unknownMigrations: ["database.99"])) {
      try await SQLiteDatabase.open(path)
    }
  }

  @Test("The database's file is refused as an online store, and the other way round")
  func filesAreNotConfused() async throws {
    let folder = try TemporaryFolder()
    _ = try await SQLiteDatabase.open(folder.path("a.sqlite"))
    _ = try await SQLiteOnlineStore.open(folder.path("b.sqlite"))
    await #expect(throws: StorageError.self) { try await SQLiteOnlineStore.open(folder.path("a.sqlite")) }
    await #expect(throws: StorageError.self) { try await SQLiteDatabase.open(folder.path("b.sqlite")) }
  }

  @Test("Another program's database and a file of other bytes are refused and left as they are")
  func foreignFiles() async throws {
    let folder = try TemporaryFolder()
    let foreign = folder.path("foreign.sqlite")
    try await DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
    await #expect(throws: StorageError.corrupt(path: foreign, reason: "a database of another program")) {
      try await SQLiteDatabase.open(foreign)
    }
    try folder.write(Array("this is not a database, but it is long enough to be read as one".utf8), to: "text")
    let error = await #expect(throws: StorageError.self) { try await SQLiteDatabase.open(folder.path("text")) }
    guard case .corrupt = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(try folder.names() == ["foreign.sqlite", "text"])
  }

  @Test("A folder that does not exist is named, and one in place of the file too")
  func missingFolder() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: StorageError.missingFolder(path: folder.path("no/such"))) {
      try await SQLiteDatabase.open(folder.path("no/such/bandstand.sqlite"))
    }
    await #expect(throws: StorageError.wrongKind(path: folder.path, expected: "a file")) {
      try await SQLiteDatabase.open(folder.path)
    }
  }

  @Test("A failed replacement of the catalog leaves the old one")
  func halfWritten() async throws {
    let database = try await SQLiteDatabase.inMemory()
    let item = CatalogItem(item: Item(identifier: ItemIdentifier(.artist, 1)), title: "one")
    _ = try await database.replaceCatalog([item])
    await #expect(throws: StorageError.self) {
      try await database.access.write { connection in
        try connection.execute(sql: "DELETE FROM item")
        throw StorageError.full(path: "memory:")
      }
    }
    #expect(try await database.catalog().items == [item])
  }
}
