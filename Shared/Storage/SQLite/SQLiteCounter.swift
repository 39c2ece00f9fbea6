import GRDB

/// The counters of a SQLite database.
enum SQLiteCounter {
  /// Counts a named counter up and returns its new value.
  static func increment(_ counter: String, in connection: GRDB.Database) throws -> UInt64 {
    try connection.execute(sql: "UPDATE counter SET value = value + 1 WHERE name = ?", arguments: [counter])
    return try value(of: counter, in: connection)
  }

  /// The value of a named counter.
  static func value(of counter: String, in connection: GRDB.Database) throws -> UInt64 {
    try UInt64.fetchOne(connection, sql: "SELECT value FROM counter WHERE name = ?", arguments: [counter]) ?? 0
  }
}
