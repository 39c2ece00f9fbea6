public import Features
import GRDB

extension SQLiteDatabase {
  /// One transaction.
  public func lease(_ name: String, to holder: String, until end: Moment, now: Moment) async throws -> Bool {
    try await access.write { connection in
      try connection.execute(
        sql: LeaseSQL.lease(end: "endMilliseconds"), arguments: [name, holder, end.milliseconds, now.milliseconds])
      return connection.changesCount > 0
    }
  }

  /// One transaction.
  public func release(_ name: String, of holder: String) async throws {
    try await access.write { connection in
      try connection.execute(sql: "DELETE FROM lease WHERE name = ? AND holder = ?", arguments: [name, holder])
    }
  }
}
