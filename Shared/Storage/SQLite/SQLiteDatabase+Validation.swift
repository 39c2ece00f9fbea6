public import Features
import FoundationEssentials
import GRDB

extension SQLiteDatabase {
  /// Inserts or replaces the name's row.
  public func acceptDataset(named name: String, key: String, at moment: Moment) async throws {
    try RecordRule.check(name: name)
    try await access.write { connection in
      try connection.execute(
        sql: "INSERT OR REPLACE INTO goodDataset VALUES (?, ?, ?)", arguments: [name, key, moment.milliseconds])
    }
  }

  /// Reads one row.
  public func lastGoodDataset(named name: String) async throws -> String? {
    try await access.read { connection in
      try String.fetchOne(connection, sql: "SELECT key FROM goodDataset WHERE name = ?", arguments: [name])
    }
  }

  /// Inserts or replaces the key's row.
  public func saveStatistics(_ bytes: [UInt8], of key: String) async throws {
    let limit = StorageLimits.statisticsBytesMax
    guard bytes.count <= limit else {
      throw StorageError.tooLarge(what: "the statistics of \(key) in bytes", limit: limit, got: bytes.count)
    }
    try await access.write { connection in
      try connection.execute(sql: "INSERT OR REPLACE INTO statistics VALUES (?, ?)", arguments: [key, Data(bytes)])
    }
  }

  /// Reads one row.
  public func statistics(of key: String) async throws -> [UInt8]? {
    try await access.read { connection in
      try Data.fetchOne(connection, sql: "SELECT bytes FROM statistics WHERE key = ?", arguments: [key])
        .map { Array($0) }
    }
  }

  /// Inserts the alerts and removes the oldest over the bound.
  public func append(_ alerts: [AlertRecord]) async throws -> [UInt64] {
    for alert in alerts { try RecordRule.check(alert) }
    return try await access.write { connection in
      let numbers = try alerts.map { try Self.insert($0, in: connection) }
      try connection.execute(
        sql: "DELETE FROM alert WHERE alert <= (SELECT max(alert) FROM alert) - ?",
        arguments: [StorageLimits.alertsKeptMax])
      return numbers
    }
  }

  /// Reads the newest alerts.
  public func alerts(alertsMax: Int) async throws -> [AlertRecord] {
    let limit = RecordRule.listed(alertsMax)
    return try await access.read { connection in
      try Row.fetchAll(connection, sql: "SELECT * FROM alert ORDER BY alert DESC LIMIT ?", arguments: [limit])
        .map(Self.alert(from:))
    }
  }

  private static func insert(_ alert: AlertRecord, in connection: GRDB.Database) throws -> UInt64 {
    try connection.execute(
      sql: """
        INSERT INTO alert (momentMilliseconds, name, key, rule, feature, message, measured, allowed, before, now)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        alert.moment.milliseconds, alert.name, alert.key, alert.rule, alert.feature,
        RecordRule.bounded(alert.message), alert.measured, alert.limit, try StoredColumns.text(of: alert.before),
        try StoredColumns.text(of: alert.now),
      ])
    return UInt64(connection.lastInsertedRowID)
  }

  private static func alert(from row: Row) throws -> AlertRecord {
    AlertRecord(
      alert: UInt64(row["alert"] as Int64), moment: Moment(milliseconds: row["momentMilliseconds"]),
      name: row["name"], key: row["key"], rule: row["rule"], feature: row["feature"], message: row["message"],
      measured: row["measured"], limit: row["allowed"],
      before: try StoredColumns.list(of: DistributionBin.self, from: row["before"]),
      now: try StoredColumns.list(of: DistributionBin.self, from: row["now"]))
  }
}
