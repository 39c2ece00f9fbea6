public import Domain
import Features
import GRDB

extension SQLiteDatabase {
  /// Deletes and inserts in one transaction; readers see the old catalog until it ends.
  public func replaceCatalog(_ items: [CatalogItem]) async throws -> UInt64 {
    guard items.count <= StorageLimits.catalogItemsMax else {
      throw StorageError.tooLarge(
        what: "the number of items", limit: StorageLimits.catalogItemsMax, got: items.count)
    }
    for item in items { try RecordRule.check(item) }
    return try await access.write { connection in
      try connection.execute(sql: "DELETE FROM item")
      let insert = try connection.cachedStatement(
        sql: "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for item in items {
        try insert.execute(arguments: [
          Int64(bitPattern: item.item.identifier.rawValue),
          item.item.artist.map { Int64(bitPattern: $0.rawValue) }, item.item.genre, item.item.releasedSeconds,
          item.item.lengthSeconds.map { Double($0) }, item.title, item.subtitle, item.editorialRank, item.country,
        ])
      }
      return try SQLiteCounter.increment("catalog", in: connection)
    }
  }

  /// Reads version and items of one snapshot.
  public func catalog() async throws -> CatalogSnapshot {
    try await access.read { connection in
      let version = try SQLiteCounter.value(of: "catalog", in: connection)
      var items: [CatalogItem] = []
      let rows = try Row.fetchCursor(connection, sql: "SELECT * FROM item ORDER BY item")
      while let row = try rows.next() { items.append(try Self.catalogItem(from: row)) }
      return CatalogSnapshot(version: version, items: items)
    }
  }

  /// Counts rows.
  public func catalogCount() async throws -> CatalogCount {
    try await access.read { connection in
      let row = try Row.fetchOne(
        connection, sql: "SELECT count(*) AS items, count(editorialRank) AS editorial FROM item")
      return CatalogCount(items: row?["items"] ?? 0, editorial: row?["editorial"] ?? 0)
    }
  }

  /// Reads one row.
  public func catalogVersion() async throws -> UInt64 {
    try await access.read { try SQLiteCounter.value(of: "catalog", in: $0) }
  }

  private static func catalogItem(from row: Row) throws -> CatalogItem {
    let length: Double? = row["lengthSeconds"]
    let artist: Int64? = row["artist"]
    return CatalogItem(
      item: Item(
        identifier: try StoredColumns.item(row["item"]), artist: try artist.map(StoredColumns.item),
        genre: row["genre"], releasedSeconds: row["releasedSeconds"], lengthSeconds: length.map { Float($0) }),
      title: row["title"], subtitle: row["subtitle"], editorialRank: row["editorialRank"], country: row["country"])
  }
}
