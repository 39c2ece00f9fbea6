public import Storage

/// Where a table comes from: a CSV file, or another system's table in a PostgreSQL server.
public enum TableSource: Sendable {
  /// A file as RFC 4180 has it, in UTF-8, whose first line names the columns.
  case csv(path: String)
  /// A table or view.
  case postgres(PostgreSQLAddress, table: String)

  /// Whether a text is a server's address.
  public static func isServer(_ text: String) -> Bool {
    text.hasPrefix("postgres:") || text.hasPrefix("postgresql:")
  }

  /// The source that a text stands for: a path, or `postgres://USER:PASSWORD@HOST/DATABASE` with the name of a table.
  ///
  /// - Throws: ``IntakeError/noTable(address:)`` when the table's name is missing,
  ///   ``IntakeError/tableOfFile(path:)`` when a file has one; `StorageError` for a wrong address.
  public init(_ text: String, table: String?) throws {
    if Self.isServer(text) {
      let address = try PostgreSQLAddress(text)
      guard let table, !table.isEmpty else { throw IntakeError.noTable(address: address.description) }
      self = .postgres(address, table: table)
    } else {
      guard table == nil else { throw IntakeError.tableOfFile(path: text) }
      self = .csv(path: text)
    }
  }
}
