import Domain
import Features
import Support
import Testing

@testable import Storage

@Suite("PostgreSQL", .enabled(if: PostgreSQLServer.isInstalled, "postgresql is not installed"))
struct PostgreSQLTests {
  @Test("PostgreSQL is a database")
  func conformance() async throws {
    try await PostgreSQLServer.with { server in
      for check in DatabaseConformance.checks {
        try await check.run(try await PostgreSQLDatabase.open(PostgreSQLAddress(await server.newDatabase())))
      }
    }
  }

  @Test("Another system's table is read whole, in its own types, by any name; one that is not there is named")
  func table() async throws {
    try await PostgreSQLServer.with { server in
      let address = try PostgreSQLAddress(await server.newDatabase())
      try await server.query(
        """
        CREATE SCHEMA "of customers";
        CREATE TABLE "of customers"."acc""ounts" (id bigint, born date, seen timestamptz, latitude double precision);
        INSERT INTO "of customers"."acc""ounts"
          SELECT n, date '1985-03-04', '2024-05-01 14:00:00.5+02', NULL FROM generate_series(1, 7000) n;
        """, in: "test1")
      let table = try await PostgreSQLTable.open(address, name: "of customers.acc\"ounts")
      let first = try await table.next()
      #expect(first.columns == ["id", "born", "seen", "latitude"])
      #expect(first.rows.first == ["1", "1985-03-04", "2024-05-01 12:00:00.5+00", nil])
      let second = try await table.next()
      #expect(first.rows.count + second.rows.count == 7000)
      #expect(try await table.next().rows.isEmpty)
      await #expect { try await PostgreSQLTable.open(address, name: "nothing; DROP TABLE x") } throws: { error in
        "\(error)".contains("nothing; DROP TABLE x")
      }
    }
  }

  @Test(
    "A table's name may have quotes as SQL has them, and needs none",
    arguments: [
      ("accounts", ["accounts"]), ("\"Accounts\"", ["Accounts"]), ("Accounts", ["Accounts"]),
      ("of.\"a.b\"", ["of", "a.b"]), ("\"a\"\"b\"", ["a\"b"]),
      ("of customers.acc\"ounts", ["of customers", "acc\"ounts"]),
    ])
  func names(_ name: String, _ parts: [String]) {
    #expect(PostgreSQLTable.parts(of: name) == parts)
  }

  @Test("A text that is not of its database's encoding is told as that, and a quoted name finds its table")
  func encoding() async throws {
    try await PostgreSQLServer.with { server in
      let address = try PostgreSQLAddress(await server.newDatabase(encoding: "SQL_ASCII"))
      try await server.query("CREATE TABLE \"Accounts\" AS SELECT chr(233) AS city", in: "test1")
      let error = await #expect(throws: StorageError.self) {
        _ = try await PostgreSQLTable.open(address, name: "\"Accounts\"").next()
      }
      guard case .badEncoding(address.description, _) = error else {
        Issue.record("got \(String(describing: error))")
        return
      }
      #expect(error?.description.contains("0xe9") == true)
    }
  }

  @Test("Handles that open a new database at once take turns and share it, as processes do")
  func manyHandles() async throws {
    try await PostgreSQLServer.with { server in
      let address = try PostgreSQLAddress(await server.newDatabase())
      let handles = try await withThrowingTaskGroup { group in
        for _ in 0..<4 { group.addTask { try await PostgreSQLDatabase.open(address) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      try await withThrowingTaskGroup { group in
        for handle in handles {
          for _ in 0..<10 { group.addTask { _ = try await handle.reserveVersion(of: "popularity") } }
        }
        try await group.waitForAll()
      }
      #expect(try await handles[0].reserveVersion(of: "popularity").version == 41)
    }
  }

  @Test("What was acknowledged is there after the server was killed and started again, and reads meanwhile wait for it")
  func restarts() async throws {
    try await PostgreSQLServer.with { server in
      let database = try await PostgreSQLDatabase.open(PostgreSQLAddress(await server.newDatabase()))
      let item = CatalogItem(item: Item(identifier: ItemIdentifier(.artist, 1)), title: "one")
      _ = try await database.replaceCatalog([item])
      try await server.kill()
      async let catalog = database.catalog()
      async let version = database.reserveVersion(of: "popularity")
      try await server.start()
      #expect(try await catalog.items == [item])
      #expect(try await version.version == 1)
    }
  }

  @Test("A schema written by a newer version is refused and names what is unknown")
  func newerSchema() async throws {
    try await PostgreSQLServer.with { server in
      let address = try PostgreSQLAddress(await server.newDatabase())
      _ = try await PostgreSQLDatabase.open(address)
      try await server.query("INSERT INTO bandstand.migration VALUES ('database.99')", in: "test1")
      await #expect(throws: StorageError.wrongSchema(path: "\(address)", unknownMigrations: ["database.99"])) {
        try await PostgreSQLDatabase.open(address)
      }
    }
  }

  @Test("A server that stays away is named in the error, without the password")
  func away() async throws {
    let port = try LoopbackPort.free()
    let address = try PostgreSQLAddress("postgres://me:secret@127.0.0.1:\(port)/band")
    let error = await #expect(throws: StorageError.self) {
      try await PostgreSQLDatabase.open(address, patience: .milliseconds(200))
    }
    guard case .unreachable("postgres://127.0.0.1:\(port)/band", _) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(error?.description.contains("secret") == false)
  }

  @Test("Who may not is told so at once, and a database that is not there is named")
  func refused() async throws {
    try await PostgreSQLServer.with { server in
      let address = try await server.newDatabase()
      try await server.query("CREATE ROLE guest LOGIN")
      let guest = try PostgreSQLAddress(address.replacing("postgres@", with: "guest@"))
      let missing = try PostgreSQLAddress(address.replacing("/test1", with: "/nowhere"))
      for address in [guest, missing] {
        let error = await #expect(throws: StorageError.self) { try await PostgreSQLDatabase.open(address) }
        guard case .notPermitted = error else {
          Issue.record("got \(String(describing: error))")
          return
        }
      }
    }
  }

  @Test("A large catalog goes in and comes back whole")
  func largeCatalog() async throws {
    try await PostgreSQLServer.with { server in
      let database = try await PostgreSQLDatabase.open(PostgreSQLAddress(await server.newDatabase()))
      let items = (0..<30_000).map(Self.item)
      _ = try await database.replaceCatalog(items)
      #expect(try await database.catalog().items == items)
    }
  }

  private static func item(_ number: Int) -> CatalogItem {
    let item = Item(
      identifier: ItemIdentifier(.track, UInt64(number)), artist: ItemIdentifier(.artist, UInt64(number / 10)),
      genre: UInt16(number % 70), releasedSeconds: Int64(number) - 5, lengthSeconds: Float(number) / 7)
    return CatalogItem(item: item, title: "\\N \t title\n\(number)\r\\", subtitle: "")
  }
}
