public import Domain
import Features
import Storage

/// A catalog read from a file of JSON lines or from a table, with what could not be used.
public struct CatalogFile: Sendable {
  /// The items, in the order of their lines. Each identifier stands once.
  public var items: [CatalogItem] = []
  /// Lines kept aside, by reason. Of an item that came twice the first stays.
  public var quarantined: QuarantineTally { quarantine.tally }

  private var quarantine: ImportQuarantine
  private var known: Set<ItemIdentifier> = []

  /// Reads a whole catalog from a CSV file or a server's table, with columns named as the fields of ``CatalogLine``; the day of
  /// release may be a date.
  ///
  /// - Parameter quarantine: Keeps rows that cannot be used.
  /// - Throws: `StorageError`; ``IntakeError``, such as when too many rows cannot be used.
  public static func read(_ source: TableSource, quarantine: ImportQuarantine) async throws -> CatalogFile {
    var catalog = CatalogFile(quarantine: quarantine)
    var table = try await TableReader(source)
    var columns: CatalogColumns?
    while let (names, rows) = try await table.next() {
      let found = try columns ?? CatalogColumns(names)
      columns = found
      for row in rows {
        catalog.take(source: table.source, line: row.number) { () throws(Rejection) in
          try found.record(of: try row.cells.get()).catalogItem()
        }
      }
      try await catalog.quarantine.check(lines: table.rowCount, isEnd: false)
    }
    try await catalog.quarantine.check(lines: table.rowCount, isEnd: true)
    return catalog
  }

  /// Reads a whole catalog from a file of JSON lines.
  ///
  /// - Parameter quarantine: Keeps lines that cannot be used.
  /// - Throws: `StorageError`; ``IntakeError``, such as when too many lines cannot be used.
  public static func read(_ path: String, quarantine: ImportQuarantine) async throws -> CatalogFile {
    var catalog = CatalogFile(quarantine: quarantine)
    var reader = JSONLinesReader(file: try await ReadableFile.open(path))
    while let lines = try await reader.next() {
      for line in lines {
        catalog.take(source: path, line: line.number) { () throws(Rejection) in
          try CatalogLine.decode(try line.checked())
        }
      }
      try await catalog.quarantine.check(lines: reader.lines, isEnd: false)
    }
    try await catalog.quarantine.check(lines: reader.lines, isEnd: true)
    return catalog
  }

  /// Adds the item that a line stands for, or sets the line aside.
  private mutating func take(source: String, line: Int, _ decode: () throws(Rejection) -> CatalogItem) {
    do throws(Rejection) {
      let item = try decode()
      guard known.insert(item.item.identifier).inserted else {
        throw Rejection(.duplicateItem, field: "item", "\(item.item.identifier) stands in an earlier line")
      }
      items.append(item)
    } catch {
      quarantine.add(error, source: source, line: line)
    }
  }
}
