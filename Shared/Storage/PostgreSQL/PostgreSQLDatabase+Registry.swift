public import Domain
public import Features

extension PostgreSQLDatabase {
  /// Counts the model's reservations up.
  public func reserveVersion(of model: String) async throws -> ModelVersion {
    try RecordRule.check(name: model)
    return try await write(.registry) { connection in
      try connection.execute(
        """
        INSERT INTO reservation VALUES ($1, 1)
        ON CONFLICT (model) DO UPDATE SET version = reservation.version + 1
        """, [.text(model)])
      return ModelVersion(model: model, version: try Self.reserved(of: model, in: connection))
    }
  }

  /// Inserts the version.
  public func register(_ record: ModelRecord) async throws {
    try RecordRule.check(record.figures)
    let figures = try StoredColumns.text(of: record.figures)
    try await write(.registry) { connection in
      let version = record.version
      guard version.version >= 1, version.version <= (try Self.reserved(of: version.model, in: connection)) else {
        throw StorageError.unknownModel(version)
      }
      guard try Self.record(of: version, in: connection) == nil else { throw StorageError.alreadyRegistered(version) }
      try connection.execute(
        "INSERT INTO model VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
          .text(version.model), .integer(Int64(version.version)), .text(record.key), .text(record.sha256),
          .text(record.fingerprint), .integer(record.created.milliseconds), .text(figures),
          .integer(Int64(bitPattern: record.run)),
        ])
      _ = try connection.increment("registry")
    }
  }

  /// Adds a promotion on top of the model's earlier ones.
  public func makeLive(_ version: ModelVersion, at moment: Moment) async throws {
    try await write(.registry) { connection in
      guard let record = try Self.record(of: version, in: connection) else { throw StorageError.unknownModel(version) }
      if record.isLive { return }
      if let hold = try Self.holds(of: version.model, at: moment, in: connection).first {
        throw StorageError.modelHeld(model: hold.model, until: hold.end, reason: hold.reason)
      }
      try connection.execute(
        "INSERT INTO promotion (model, version, since_milliseconds) VALUES ($1, $2, $3)",
        [.text(version.model), .integer(Int64(version.version)), .integer(moment.milliseconds)])
      _ = try connection.increment("registry")
    }
  }

  /// Withdraws the model's newest promotion, so that the one below it counts.
  public func rollBack(
    _ model: String, at moment: Moment, holdingUntil holdEnd: Moment?
  ) async throws -> ModelRecord {
    try await write(.registry) { connection in
      let standing = try connection.execute(
        """
        SELECT sequence FROM promotion WHERE model = $1 AND withdrawn_milliseconds IS NULL
        ORDER BY sequence DESC LIMIT 2
        """, [.text(model)]
      ).rows
      guard standing.count == 2 else { throw StorageError.nothingToRollBackTo(model: model) }
      try connection.execute(
        "UPDATE promotion SET withdrawn_milliseconds = $1 WHERE sequence = $2",
        [.integer(moment.milliseconds), .integer(try standing[0].number("sequence", Int64.self))])
      let hold = ModelHold(model: model, since: moment, end: holdEnd, reason: "rolled back")
      try Self.insert(hold, in: connection)
      _ = try connection.increment("registry")
      let live = try Self.records(in: connection, where: "is_live AND model = $1", [.text(model)])
      guard let record = live.first else { throw StorageError.nothingToRollBackTo(model: model) }
      return record
    }
  }

  /// Reads the live versions.
  public func liveModels() async throws -> [ModelRecord] {
    try await read {
      try Self.records(in: $0, where: "is_live", []).sorted { $0.version.model < $1.version.model }
    }
  }

  /// Reads the versions, newest first.
  public func models(named model: String?) async throws -> [ModelRecord] {
    try await read { try Self.records(in: $0, where: "$1::text IS NULL OR model = $1", [.text(model)]) }
  }

  /// Reads one version.
  public func model(_ version: ModelVersion) async throws -> ModelRecord? {
    try await read { try Self.record(of: version, in: $0) }
  }

  /// Reads one row.
  public func registryChanges() async throws -> UInt64 {
    try await read { try $0.value(of: "registry") }
  }

  private static func reserved(of model: String, in connection: PostgreSQLConnection) throws -> UInt32 {
    let rows = try connection.execute("SELECT version FROM reservation WHERE model = $1", [.text(model)]).rows
    return try rows.first?.number("version", UInt32.self) ?? 0
  }

  private static func record(
    of version: ModelVersion, in connection: PostgreSQLConnection
  ) throws -> ModelRecord? {
    try records(
      in: connection, where: "model = $1 AND version = $2",
      [.text(version.model), .integer(Int64(version.version))]
    ).first
  }

  private static func records(
    in connection: PostgreSQLConnection, where condition: String, _ parameters: [PostgreSQLValue]
  ) throws -> [ModelRecord] {
    let sql = """
      SELECT * FROM (
        SELECT *, (model, version) IN (SELECT model, version FROM live) AS is_live,
          (model, version) IN
            (SELECT model, version FROM promotion WHERE withdrawn_milliseconds IS NOT NULL) AS was_withdrawn
        FROM model) AS models
      WHERE \(condition) ORDER BY created_milliseconds DESC, model COLLATE "C", version DESC
      LIMIT \(StorageLimits.recordsListedMax)
      """
    return try connection.execute(sql, parameters).rows.map(record(from:))
  }

  private static func record(from row: PostgreSQLRow) throws -> ModelRecord {
    let isLive = try row.text("is_live") == "t"
    return ModelRecord(
      version: ModelVersion(model: try row.text("model"), version: try row.number("version", UInt32.self)),
      isLive: isLive, isWithdrawn: try row.text("was_withdrawn") == "t" && !isLive, key: try row.text("key"),
      sha256: try row.text("sha256"),
      fingerprint: try row.text("fingerprint"),
      created: Moment(milliseconds: try row.number("created_milliseconds", Int64.self)),
      figures: try StoredColumns.list(of: Figure.self, from: try row.text("figures")),
      run: UInt64(bitPattern: try row.number("run", Int64.self)))
  }
}
