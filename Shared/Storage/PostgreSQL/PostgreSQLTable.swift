/// Another system's table or view in a PostgreSQL server, read once from its beginning, in one snapshot. Changes nothing.
public final class PostgreSQLTable: Sendable {
  /// The server, the database and the table, without a password.
  public let description: String
  private let connection: PostgreSQLConnection
  private let address: PostgreSQLAddress

  /// How many rows are read at once.
  public static let rowsAtOnce = 5000

  private init(description: String, connection: PostgreSQLConnection, address: PostgreSQLAddress) {
    self.description = description
    self.connection = connection
    self.address = address
  }

  /// Opens a table by its name, with its schema if it is not among those that the server looks through: "accounts",
  /// "customers.accounts".
  ///
  /// Dates and times come in ISO 8601, moments in UTC.
  /// - Throws: ``StorageError``.
  public static func open(_ address: PostgreSQLAddress, name: String) async throws -> PostgreSQLTable {
    let connection = try await run(at: address) {
      let connection = try PostgreSQLConnection(to: address)
      for statement in [
        "RESET search_path", "SET datestyle = 'ISO'", "SET timezone = 'UTC'",
        "BEGIN \(PostgreSQLTransaction.read.rawValue)",
        "DECLARE rows NO SCROLL CURSOR FOR SELECT * FROM \(quoted(name))",
      ] { try connection.execute(statement) }
      return connection
    }
    return PostgreSQLTable(description: "\(address) table \(name)", connection: connection, address: address)
  }

  /// The next rows, and the names of their columns; no rows at the end. A value that is NULL is nil.
  ///
  /// - Throws: ``StorageError``, such as ``StorageError/unreachable(address:reason:)`` when the server went away.
  public func next() async throws -> (columns: [String], rows: [[String?]]) {
    try await Self.run(at: address) { [connection] in
      let result = try connection.execute("FETCH \(Self.rowsAtOnce) FROM rows")
      return (result.columns, result.cells)
    }
  }

  /// Each part in quotes, so that it is a name and nothing else.
  private static func quoted(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false)
      .map { part in "\"\(part.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" }
      .joined(separator: ".")
  }

  private static func run<Value: Sendable>(
    at address: PostgreSQLAddress, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    do {
      return try await BlockingWork.runOnServers(body)
    } catch let lost as ConnectionLost {
      throw StorageError.unreachable(address: address.description, reason: lost.reason)
    }
  }
}
