import Masking
import Storage

/// Reads a table row by row from its source, a piece at a time, whatever its size. Rows without a value are passed over.
struct TableReader: Sendable {
  private enum Origin: Sendable {
    case file(SourceFile, CSVSplitter)
    case server(PostgreSQLTable)
  }

  /// What the rows come from, for people: a path, or a server's address without its password and a table.
  let source: String
  private var origin: Origin
  private var columns: TableColumns?
  private var isAtEnd = false
  /// How many rows were returned so far.
  private(set) var rowCount = 0

  /// Opens a source.
  ///
  /// - Throws: `StorageError`; ``IntakeError`` for a file of a form that is not read.
  init(_ source: TableSource) async throws {
    switch source {
    case .csv(let path): self.init(file: try await SourceFile(path))
    case .postgres(let address, let table):
      let table = try await PostgreSQLTable.open(address, name: table)
      self.init(.server(table), source: table.description)
    }
  }

  /// Reads a file of which nothing was read yet.
  init(file: SourceFile) {
    self.init(
      .file(file, CSVSplitter(recordBytesMax: IntakeLimits.importedLineBytesMax)), source: file.path)
  }

  private init(_ origin: Origin, source: String) {
    self.origin = origin
    self.source = source
  }

  /// The next rows with the table's columns, perhaps none; nil at the end.
  ///
  /// - Throws: `StorageError`; ``IntakeError``, such as for a table without a header.
  mutating func next() async throws -> (columns: TableColumns, rows: [TableRow])? {
    while !isAtEnd {
      guard case .file(let file, var splitter) = origin else { return try await nextOfServer() }
      var records: [CSVRecord]
      if let piece = try await file.next() {
        records = splitter.take(piece)
      } else {
        records = splitter.finish()
        isAtEnd = true
      }
      origin = .file(file, splitter)
      records.removeAll(where: \.isBlank)
      let isBegun = columns != nil
      let found = try rows(of: records[...])
      if let found, !(isAtEnd && isBegun && found.rows.isEmpty) { return found }
    }
    return nil
  }

  private mutating func nextOfServer() async throws -> (columns: TableColumns, rows: [TableRow])? {
    guard case .server(let table) = origin else { return nil }
    let (names, cells) = try await table.next()
    let columns = self.columns ?? TableColumns(names, source: source)
    self.columns = columns
    isAtEnd = cells.count < PostgreSQLTable.rowsAtOnce
    let rows = cells.enumerated().map { TableRow(number: rowCount + $0 + 1, cells: $1) }
    rowCount += rows.count
    return (columns, rows)
  }

  /// The rows of records, the first of which is the header; nil before there is one.
  private mutating func rows(of records: ArraySlice<CSVRecord>) throws -> (columns: TableColumns, rows: [TableRow])? {
    var records = records
    if columns == nil {
      guard let header = records.popFirst() else {
        if isAtEnd { throw IntakeError.emptyFile(path: source) }
        return nil
      }
      guard header.problem == nil else { throw IntakeError.noHeader(source: source) }
      columns = TableColumns(header.fields.map { String(decoding: $0, as: UTF8.self) }, source: source)
    }
    guard let columns else { return nil }
    rowCount += records.count
    return (columns, records.map { TableRow($0, columnCount: columns.names.count) })
  }
}

/// The columns of a table, found by name in any writing: "Date of birth", "date_of_birth" and "dateOfBirth" are one.
///
/// Columns that nobody asks for may have any name, none, or one that others have too.
struct TableColumns: Sendable {
  /// The names as they stand in the table.
  let names: [String]
  private let source: String
  private let indices: [String: [Int]]

  /// Columns by their names.
  init(_ names: [String], source: String) {
    self.names = names
    self.source = source
    indices = Dictionary(grouping: names.indices) { Self.key(names[$0]) }
  }

  private static func key(_ name: String) -> String { TextForm.key(name).filter { $0 != " " } }

  /// The index of the first of these names that there is; nil when there is none of them.
  ///
  /// - Throws: ``IntakeError/repeatedColumn(source:column:)`` when two columns have that name.
  func index(of candidates: [String]) throws(IntakeError) -> Int? {
    for candidate in candidates {
      guard let found = indices[Self.key(candidate)], let first = found.first else { continue }
      guard found.count == 1 else { throw .repeatedColumn(source: source, column: names[found[1]]) }
      return first
    }
    return nil
  }

  /// The index of a column that must be there.
  ///
  /// - Throws: ``IntakeError/missingColumn(source:column:found:)``, and as ``index(of:)``.
  func index(ofNeeded candidates: [String]) throws(IntakeError) -> Int {
    guard let index = try index(of: candidates) else {
      throw .missingColumn(source: source, column: candidates.first ?? "", found: names.filter { !$0.isEmpty })
    }
    return index
  }

  /// The names of the columns that are not among those that are read, for people.
  func unread(but read: [Int?]) -> [String] {
    let read = Set(read.compactMap(\.self))
    return names.indices.filter { !read.contains($0) && !names[$0].isEmpty }.map { names[$0] }
  }
}
