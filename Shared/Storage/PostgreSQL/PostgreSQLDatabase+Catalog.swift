public import Domain
import Features

extension PostgreSQLDatabase {
  /// Deletes and copies in one transaction; readers see the old catalog until it ends.
  public func replaceCatalog(_ items: [CatalogItem]) async throws -> UInt64 {
    guard items.count <= StorageLimits.catalogItemsMax else {
      throw StorageError.tooLarge(what: "the number of items", limit: StorageLimits.catalogItemsMax, got: items.count)
    }
    for item in items { try RecordRule.check(item) }
    return try await write(.catalog) { connection in
      try connection.execute("DELETE FROM item", [], .bulk)
      try connection.copy("COPY item FROM STDIN", CatalogCopy(items))
      return try connection.increment("catalog")
    }
  }

  /// Reads version and items of one snapshot, a piece at a time.
  public func catalog() async throws -> CatalogSnapshot {
    try await read { connection in
      let version = try connection.value(of: "catalog")
      var items: [CatalogItem] = []
      try connection.execute("DECLARE catalog CURSOR FOR SELECT * FROM item ORDER BY item", [], .bulk)
      while true {
        let rows = try connection.execute("FETCH 10000 FROM catalog", [], .bulk).rows
        if rows.isEmpty { return CatalogSnapshot(version: version, items: items) }
        for row in rows { items.append(try Self.catalogItem(from: row)) }
      }
    }
  }

  /// Counts rows.
  public func catalogCount() async throws -> CatalogCount {
    try await read { connection in
      let rows = try connection.execute("SELECT count(*) AS items, count(editorial_rank) AS editorial FROM item").rows
      guard let row = rows.first else { return CatalogCount(items: 0, editorial: 0) }
      return CatalogCount(items: try row.number("items", Int.self), editorial: try row.number("editorial", Int.self))
    }
  }

  /// Reads one row.
  public func catalogVersion() async throws -> UInt64 {
    try await read { try $0.value(of: "catalog") }
  }

  private static func catalogItem(from row: PostgreSQLRow) throws -> CatalogItem {
    CatalogItem(
      item: Item(
        identifier: try StoredColumns.item(row.number("item", Int64.self)),
        artist: try row.optional("artist", Int64.self).map(StoredColumns.item),
        genre: row.optional("genre", UInt16.self), releasedSeconds: row.optional("released_seconds", Int64.self),
        lengthSeconds: row.optional("length_seconds", Float.self)),
      title: try row.text("title"), subtitle: try row.text("subtitle"),
      editorialRank: row.optional("editorial_rank", UInt32.self), country: row.optional("country"))
  }
}

/// A catalog in COPY's text format, in pieces of about a megabyte. Of items with the same identifier the last one stays.
private struct CatalogCopy: Sequence, IteratorProtocol {
  private let items: [CatalogItem]
  private let last: [ItemIdentifier: Int]
  private var position = 0

  init(_ items: [CatalogItem]) {
    self.items = items
    last = Dictionary(items.enumerated().map { ($1.item.identifier, $0) }) { $1 }
  }

  mutating func next() -> [UInt8]? {
    guard position < items.count else { return nil }
    var piece: [UInt8] = []
    while position < items.count, piece.count < 1 << 20 {
      if last[items[position].item.identifier] == position { append(items[position], to: &piece) }
      position += 1
    }
    return piece
  }

  private func append(_ record: CatalogItem, to piece: inout [UInt8]) {
    let item = record.item
    let columns: [String?] = [
      String(Int64(bitPattern: item.identifier.rawValue)), item.artist.map { String(Int64(bitPattern: $0.rawValue)) },
      item.genre.map { String($0) }, item.releasedSeconds.map { String($0) }, item.lengthSeconds.map { $0.description },
      record.title, record.subtitle, record.editorialRank.map { String($0) }, record.country,
    ]
    for (index, column) in columns.enumerated() {
      if index > 0 { piece.append(UInt8(ascii: "\t")) }
      guard let column else {
        piece += "\\N".utf8
        continue
      }
      for byte in column.utf8 {
        switch byte {
        case UInt8(ascii: "\\"): piece += "\\\\".utf8
        case UInt8(ascii: "\t"): piece += "\\t".utf8
        case UInt8(ascii: "\n"): piece += "\\n".utf8
        case UInt8(ascii: "\r"): piece += "\\r".utf8
        default: piece.append(byte)
        }
      }
    }
    piece.append(UInt8(ascii: "\n"))
  }
}
