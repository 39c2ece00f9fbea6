public import Features

extension PostgreSQLDatabase {
  /// Inserts or replaces the name's row.
  public func acceptDataset(named name: String, key: String, at moment: Moment) async throws {
    try RecordRule.check(name: name)
    try await write(.validation) { connection in
      _ = try connection.execute(
        """
        INSERT INTO good_dataset VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET key = excluded.key, accepted_milliseconds = excluded.accepted_milliseconds
        """, [.text(name), .text(key), .integer(moment.milliseconds)])
    }
  }

  /// Reads one row.
  public func lastGoodDataset(named name: String) async throws -> String? {
    try await read { connection in
      try connection.execute("SELECT key FROM good_dataset WHERE name = $1", [.text(name)]).rows.first?.text("key")
    }
  }

  /// Inserts or replaces the key's row.
  public func saveStatistics(_ bytes: [UInt8], of key: String) async throws {
    let limit = StorageLimits.statisticsBytesMax
    guard bytes.count <= limit else {
      throw StorageError.tooLarge(what: "the statistics of \(key) in bytes", limit: limit, got: bytes.count)
    }
    try await write(.validation) { connection in
      _ = try connection.execute(
        "INSERT INTO statistics VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes",
        [.text(key), .bytes(bytes)])
    }
  }

  /// Reads one row.
  public func statistics(of key: String) async throws -> [UInt8]? {
    try await read { connection in
      try connection.execute("SELECT bytes FROM statistics WHERE key = $1", [.text(key)]).rows.first?.bytes("bytes")
    }
  }

  /// Inserts the alerts and removes the oldest over the bound.
  public func append(_ alerts: [AlertRecord]) async throws -> [UInt64] {
    for alert in alerts { try RecordRule.check(alert) }
    return try await write(.validation) { connection in
      let numbers = try alerts.map { try Self.insert($0, in: connection) }
      try connection.execute(
        "DELETE FROM alert WHERE alert <= (SELECT max(alert) FROM alert) - $1",
        [.integer(Int64(StorageLimits.alertsKeptMax))])
      return numbers
    }
  }

  /// Reads the newest alerts.
  public func alerts(alertsMax: Int) async throws -> [AlertRecord] {
    let limit = Int64(RecordRule.listed(alertsMax))
    return try await read { connection in
      try connection.execute("SELECT * FROM alert ORDER BY alert DESC LIMIT $1", [.integer(limit)]).rows
        .map(Self.alert(from:))
    }
  }

  private static func insert(_ alert: AlertRecord, in connection: PostgreSQLConnection) throws -> UInt64 {
    let rows = try connection.execute(
      """
      INSERT INTO alert (moment_milliseconds, name, key, rule, feature, message, measured, allowed, before, now)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING alert
      """,
      [
        .integer(alert.moment.milliseconds), .text(alert.name), .text(alert.key), .text(alert.rule),
        .text(alert.feature), .text(RecordRule.bounded(alert.message)), .real(alert.measured), .real(alert.limit),
        .text(try StoredColumns.text(of: alert.before)), .text(try StoredColumns.text(of: alert.now)),
      ]
    ).rows
    return try rows.first?.number("alert", UInt64.self) ?? 0
  }

  private static func alert(from row: PostgreSQLRow) throws -> AlertRecord {
    AlertRecord(
      alert: try row.number("alert", UInt64.self),
      moment: Moment(milliseconds: try row.number("moment_milliseconds", Int64.self)), name: try row.text("name"),
      key: try row.text("key"), rule: try row.text("rule"), feature: try row.text("feature"),
      message: try row.text("message"), measured: try row.number("measured", Double.self),
      limit: try row.number("allowed", Double.self),
      before: try StoredColumns.list(of: DistributionBin.self, from: try row.text("before")),
      now: try StoredColumns.list(of: DistributionBin.self, from: try row.text("now")))
  }
}
