/// Another system's table or view in a PostgreSQL server, read once from its beginning, in one snapshot. Changes nothing.
public final class PostgreSQLTable: Sendable {
  /// The server, the database and the table, without a password.
  public let description: String
  private let connection: PostgreSQLConnection
  private let address: PostgreSQLAddress
  private let threads: BlockingThreads

  /// How many rows are read at once.
  public static let rowsAtOnce = 5000

  private init(
    description: String, connection: PostgreSQLConnection, address: PostgreSQLAddress, threads: BlockingThreads
  ) {
    self.description = description
    self.threads = threads
    self.connection = connection
    self.address = address
  }

  /// Opens a table by its name, with its schema if it is not among those that the server looks through: `accounts`,
  /// `customers.accounts`. Quotes as SQL has them (`"Accounts"`, `"a.b"`) may stand around a part and are not needed, for names
  /// are taken as they are, in capitals and small letters.
  ///
  /// Dates and times come in ISO 8601, moments in UTC.
  /// - Throws: ``StorageError``.
  public static func open(_ address: PostgreSQLAddress, name: String) async throws -> PostgreSQLTable {
    let threads = BlockingThreads(count: 1)
    let connection = try await run(at: address, on: threads) {
      let connection = try PostgreSQLConnection(to: address)
      for statement in [
        "RESET search_path", "SET datestyle = 'ISO'", "SET timezone = 'UTC'",
        "BEGIN \(PostgreSQLTransaction.read.rawValue)",
        "DECLARE rows NO SCROLL CURSOR FOR SELECT * FROM \(quoted(name))",
      ] { try connection.execute(statement, [], .bulk) }
      return connection
    }
    return PostgreSQLTable(
      description: "\(address) table \(name)", connection: connection, address: address, threads: threads)
  }

  /// The next rows, and the names of their columns; no rows at the end. A value that is NULL is nil.
  ///
  /// - Throws: ``StorageError``, such as ``StorageError/unreachable(address:reason:)`` when the server went away.
  public func next() async throws -> (columns: [String], rows: [[String?]]) {
    try await Self.run(at: address, on: threads) { [connection] in
      let result = try connection.execute("FETCH \(Self.rowsAtOnce) FROM rows", [], .bulk)
      return (result.columns, result.cells)
    }
  }

  /// Each part in quotes, so that it is a name and nothing else.
  private static func quoted(_ name: String) -> String {
    parts(of: name)
      .map { part in "\"\(part.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" }
      .joined(separator: ".")
  }

  /// The parts between the dots of a name, without the quotes around them.
  static func parts(of name: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    var rest = name[...]
    while let character = rest.popFirst() {
      if isQuoted, character == "\"", rest.first == "\"" {
        parts[parts.count - 1].append("\"")
        rest.removeFirst()
      } else if character == "\"", isQuoted || parts.last == "" {
        isQuoted.toggle()
      } else if character == ".", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func run<Value: Sendable>(
    at address: PostgreSQLAddress, on threads: BlockingThreads, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    do {
      return try await threads.run(body)
    } catch let lost as ConnectionLost {
      throw StorageError.unreachable(address: address.description, reason: lost.reason)
    }
  }
}
