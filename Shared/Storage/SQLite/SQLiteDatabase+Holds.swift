public import Features
import GRDB

extension SQLiteDatabase {
  /// Inserts the hold, or replaces the one that there is.
  public func hold(_ hold: ModelHold) async throws {
    try RecordRule.check(name: hold.model)
    try await access.write { connection in
      try Self.insert(hold, in: connection)
      _ = try SQLiteCounter.increment("registry", in: connection)
    }
  }

  /// Deletes the hold.
  public func releaseHold(of model: String) async throws -> Bool {
    try await access.write { connection in
      try connection.execute(sql: "DELETE FROM hold WHERE model = ?", arguments: [model])
      guard connection.changesCount > 0 else { return false }
      _ = try SQLiteCounter.increment("registry", in: connection)
      return true
    }
  }

  /// Reads the holds.
  public func holds(at moment: Moment) async throws -> [ModelHold] {
    try await access.read { try Self.holds(of: nil, at: moment, in: $0) }
  }

  /// Inserts a hold within a transaction.
  static func insert(_ hold: ModelHold, in connection: GRDB.Database) throws {
    try connection.execute(
      sql: "INSERT OR REPLACE INTO hold VALUES (?, ?, ?, ?)",
      arguments: [
        hold.model, hold.since.milliseconds, hold.end?.milliseconds, RecordRule.bounded(hold.reason),
      ])
  }

  /// The holds of a model, or of all, that have not ended.
  static func holds(of model: String?, at moment: Moment, in connection: GRDB.Database) throws -> [ModelHold] {
    try Row.fetchAll(
      connection,
      sql: """
        SELECT * FROM hold
        WHERE (?1 IS NULL OR model = ?1) AND (endMilliseconds IS NULL OR endMilliseconds > ?2) ORDER BY model
        LIMIT \(StorageLimits.recordsListedMax)
        """,
      arguments: [model, moment.milliseconds]
    ).map { row in
      let end: Int64? = row["endMilliseconds"]
      return ModelHold(
        model: row["model"], since: Moment(milliseconds: row["sinceMilliseconds"]),
        end: end.map(Moment.init(milliseconds:)), reason: row["reason"])
    }
  }
}
