public import Features

extension PostgreSQLDatabase {
  /// One transaction.
  public func lease(_ name: String, to holder: String, until end: Moment, now: Moment) async throws -> Bool {
    try await write(.leases) { connection in
      let lease = LeaseSQL.lease(end: "end_milliseconds", parameter: { "$\($0)" })
      let values: [PostgreSQLValue] = [
        .text(name), .text(holder), .integer(end.milliseconds), .integer(now.milliseconds),
      ]
      return try connection.execute(lease, values).changedCount > 0
    }
  }

  /// One transaction.
  public func release(_ name: String, of holder: String) async throws {
    try await write(.leases) { connection in
      _ = try connection.execute("DELETE FROM lease WHERE name = $1 AND holder = $2", [.text(name), .text(holder)])
    }
  }
}
