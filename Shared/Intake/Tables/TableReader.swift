import Masking
import Storage

/// Reads a table row by row from its source, a piece at a time, whatever its size.
struct TableReader: Sendable {
  private enum Origin: Sendable {
    case file(ReadableFile, CSVSplitter)
    case server(PostgreSQLTable)
  }

  /// What the rows come from, for people: a path, or a server's address without its password and a table.
  let source: String
  private var origin: Origin
  private var columns: TableColumns?
  private var offset = 0
  private var isAtEnd = false
  /// How many rows were returned so far.
  private(set) var rowCount = 0

  /// Opens a source.
  ///
  /// - Throws: `StorageError`.
  init(_ source: TableSource) async throws {
    switch source {
    case .csv(let path):
      self.source = path
      origin = .file(
        try await ReadableFile.open(path), CSVSplitter(recordBytesMax: IntakeLimits.importedLineBytesMax))
    case .postgres(let address, let table):
      let table = try await PostgreSQLTable.open(address, name: table)
      self.source = table.description
      origin = .server(table)
    }
  }

  /// The next rows with the table's columns, perhaps none; nil at the end.
  ///
  /// - Throws: `StorageError`; ``IntakeError`` for a table without a header or with two columns of a name.
  mutating func next() async throws -> (columns: TableColumns, rows: [TableRow])? {
    if isAtEnd { return nil }
    switch origin {
    case .server(let table): return try await next(of: table)
    case .file(let file, var splitter):
      let piece = try await file.read(at: offset, bytesMax: IntakeLimits.chunkBytes)
      offset += piece.count
      var records = splitter.take(piece)
      if piece.count < IntakeLimits.chunkBytes {
        isAtEnd = true
        if let last = splitter.finish() { records.append(last) }
      }
      origin = .file(file, splitter)
      return try rows(of: records[...])
    }
  }

  private mutating func next(of table: PostgreSQLTable) async throws -> (columns: TableColumns, rows: [TableRow])? {
    let (names, cells) = try await table.next()
    let columns = try self.columns ?? TableColumns(names, source: source)
    self.columns = columns
    isAtEnd = cells.count < PostgreSQLTable.rowsAtOnce
    let rows = cells.enumerated().map { TableRow(number: rowCount + $0 + 1, cells: $1) }
    rowCount += rows.count
    return (columns, rows)
  }

  private mutating func rows(of records: ArraySlice<CSVRecord>) throws -> (columns: TableColumns, rows: [TableRow])? {
    var records = records
    if columns == nil {
      guard let header = records.popFirst(), header.problem == nil else { throw IntakeError.noHeader(source: source) }
      columns = try TableColumns(header.fields.map { String(decoding: $0, as: UTF8.self) }, source: source)
    }
    guard let columns else { return nil }
    rowCount += records.count
    return (columns, records.map { TableRow($0, columnCount: columns.names.count) })
  }
}

/// The columns of a table, found by name in any writing: "Date of birth", "date_of_birth" and "dateOfBirth" are one.
struct TableColumns: Sendable {
  /// The names as they stand in the table.
  let names: [String]
  private let source: String
  private let indices: [String: Int]

  /// Columns by their names.
  ///
  /// - Throws: ``IntakeError/repeatedColumn(source:column:)``.
  init(_ names: [String], source: String) throws(IntakeError) {
    self.names = names
    self.source = source
    var indices: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      guard indices.updateValue(index, forKey: Self.key(name)) == nil else {
        throw .repeatedColumn(source: source, column: name)
      }
    }
    self.indices = indices
  }

  private static func key(_ name: String) -> String { TextForm.key(name).filter { $0 != " " } }

  /// The index of the first of these names that there is; nil when there is none of them.
  func index(of candidates: [String]) -> Int? {
    candidates.lazy.compactMap { indices[Self.key($0)] }.first
  }

  /// The index of a column that must be there.
  ///
  /// - Throws: ``IntakeError/missingColumn(source:column:)``.
  func index(ofNeeded candidates: [String]) throws(IntakeError) -> Int {
    guard let index = index(of: candidates) else {
      throw .missingColumn(source: source, column: candidates.first ?? "")
    }
    return index
  }
}
