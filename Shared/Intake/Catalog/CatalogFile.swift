public import Domain
import Features
import Storage

/// A catalog read from a file or from a server's table, with what could not be used.
public struct CatalogFile: Sendable {
  /// The items, in the order of their lines. Each identifier stands once. Never none unless that was allowed.
  public var items: [CatalogItem] = []
  /// Lines kept aside, by reason. Of an item that came twice the first stays.
  public var quarantined: QuarantineTally { quarantine.tally }
  /// The names of a table's columns that were passed over.
  public private(set) var unreadColumns: [String] = []

  private var quarantine: ImportQuarantine
  private var known: Set<ItemIdentifier> = []

  /// Reads a whole catalog from a CSV file or a server's table, with columns named as the fields of ``CatalogLine``; the day of
  /// release may be a date.
  ///
  /// - Parameters:
  ///   - allowsEmpty: Whether there may be no rows, or none that can be used.
  ///   - quarantine: Keeps rows that cannot be used.
  /// - Throws: `StorageError`; ``IntakeError``, such as when too many rows cannot be used.
  public static func read(
    _ source: TableSource, allowsEmpty: Bool = false, quarantine: ImportQuarantine
  ) async throws -> CatalogFile {
    try await read(try await TableReader(source), allowsEmpty, quarantine)
  }

  /// Reads a whole catalog from a file of JSON lines or CSV, whichever it is by its beginning.
  ///
  /// - Parameters:
  ///   - allowsEmpty: Whether none of the lines need be usable.
  ///   - quarantine: Keeps lines that cannot be used.
  /// - Throws: `StorageError`; ``IntakeError``, such as when too many lines cannot be used.
  public static func read(
    _ path: String, allowsEmpty: Bool = false, quarantine: ImportQuarantine
  ) async throws -> CatalogFile {
    let file = try await SourceFile(path)
    let start = try await file.peek()
    if !ImportFile.hasSuffix(path), !FileFormat.beginsAsJSON(start) {
      return try await read(TableReader(file: file), allowsEmpty, quarantine)
    }
    var catalog = CatalogFile(quarantine: quarantine)
    var reader = JSONLinesReader(file: file)
    try await reader.checkFormat()
    while let lines = try await reader.next() {
      for line in lines {
        catalog.take(source: path, line: line.number) { () throws(Rejection) in
          try CatalogLine.decode(try line.checked())
        }
      }
      try await catalog.quarantine.check(lines: reader.lines, isEnd: false)
    }
    try await catalog.finish(path, lines: reader.lines, allowsEmpty)
    return catalog
  }

  private static func read(
    _ table: TableReader, _ allowsEmpty: Bool, _ quarantine: ImportQuarantine
  ) async throws -> CatalogFile {
    var catalog = CatalogFile(quarantine: quarantine)
    var table = table
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
    catalog.unreadColumns = columns?.unreadColumns ?? []
    try await catalog.finish(table.source, lines: table.rowCount, allowsEmpty)
    return catalog
  }

  /// Sees that what was read may stand for a catalog.
  private mutating func finish(_ source: String, lines: Int, _ allowsEmpty: Bool) async throws {
    try await quarantine.check(lines: lines, isEnd: true)
    guard items.isEmpty, !allowsEmpty else { return }
    throw lines == 0 ? IntakeError.noRows(source: source) : IntakeError.nothingUsable(source: source, lines: lines)
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
