public import Features

extension PostgreSQLDatabase {
  /// Inserts the hold, or replaces the one that there is.
  public func hold(_ hold: ModelHold) async throws {
    try RecordRule.check(name: hold.model)
    try await write(.registry) { connection in
      try Self.insert(hold, in: connection)
      _ = try connection.increment("registry")
    }
  }

  /// Deletes the hold.
  public func releaseHold(of model: String) async throws -> Bool {
    try await write(.registry) { connection in
      let deleted = try connection.execute("DELETE FROM hold WHERE model = $1", [.text(model)])
      guard deleted.changedCount > 0 else { return false }
      _ = try connection.increment("registry")
      return true
    }
  }

  /// Reads the holds.
  public func holds(at moment: Moment) async throws -> [ModelHold] {
    try await read { try Self.holds(of: nil, at: moment, in: $0) }
  }

  /// Inserts a hold within a transaction.
  static func insert(_ hold: ModelHold, in connection: PostgreSQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO hold VALUES ($1, $2, $3, $4) ON CONFLICT (model) DO UPDATE SET
        since_milliseconds = excluded.since_milliseconds, end_milliseconds = excluded.end_milliseconds,
        reason = excluded.reason
      """,
      [
        .text(hold.model), .integer(hold.since.milliseconds), .integer(hold.end?.milliseconds),
        .text(RecordRule.bounded(hold.reason)),
      ])
  }

  /// The holds of a model, or of all, that have not ended.
  static func holds(
    of model: String?, at moment: Moment, in connection: PostgreSQLConnection
  ) throws -> [ModelHold] {
    try connection.execute(
      """
      SELECT * FROM hold
      WHERE ($1::text IS NULL OR model = $1) AND (end_milliseconds IS NULL OR end_milliseconds > $2)
      ORDER BY model COLLATE "C" LIMIT \(StorageLimits.recordsListedMax)
      """, [.text(model), .integer(moment.milliseconds)]
    ).rows.map { row in
      ModelHold(
        model: try row.text("model"),
        since: Moment(milliseconds: try row.number("since_milliseconds", Int64.self)),
        end: row.optional("end_milliseconds", Int64.self).map(Moment.init(milliseconds:)),
        reason: try row.text("reason"))
    }
  }
}
