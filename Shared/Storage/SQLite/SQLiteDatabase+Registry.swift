public import Domain
public import Features
import GRDB

extension SQLiteDatabase {
  /// Counts the model's reservations up.
  public func reserveVersion(of model: String) async throws -> ModelVersion {
    try RecordRule.check(name: model)
    return try await access.write { connection in
      try connection.execute(
        sql: "INSERT INTO reservation VALUES (?, 1) ON CONFLICT (model) DO UPDATE SET version = version + 1",
        arguments: [model])
      return ModelVersion(model: model, version: try Self.reserved(of: model, in: connection))
    }
  }

  /// Inserts the version.
  public func register(_ record: ModelRecord) async throws {
    try RecordRule.check(record.figures)
    let figures = try StoredColumns.text(of: record.figures)
    try await access.write { connection in
      let version = record.version
      guard version.version >= 1, version.version <= (try Self.reserved(of: version.model, in: connection)) else {
        throw StorageError.unknownModel(version)
      }
      guard try Self.record(of: version, in: connection) == nil else { throw StorageError.alreadyRegistered(version) }
      try connection.execute(
        sql: "INSERT INTO model VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          version.model, version.version, record.key, record.sha256, record.fingerprint, record.created.milliseconds,
          figures, Int64(bitPattern: record.run),
        ])
      _ = try SQLiteCounter.increment("registry", in: connection)
    }
  }

  /// Adds a promotion on top of the model's earlier ones.
  public func makeLive(_ version: ModelVersion, at moment: Moment) async throws {
    try await access.write { connection in
      guard let record = try Self.record(of: version, in: connection) else { throw StorageError.unknownModel(version) }
      if record.isLive { return }
      if let hold = try Self.holds(of: version.model, at: moment, in: connection).first {
        throw StorageError.modelHeld(model: hold.model, until: hold.end, reason: hold.reason)
      }
      try connection.execute(
        sql: "INSERT INTO promotion (model, version, sinceMilliseconds) VALUES (?, ?, ?)",
        arguments: [version.model, version.version, moment.milliseconds])
      _ = try SQLiteCounter.increment("registry", in: connection)
    }
  }

  /// Withdraws the model's newest promotion, so that the one below it counts.
  public func rollBack(
    _ model: String, at moment: Moment, holdingUntil holdEnd: Moment?
  ) async throws -> ModelRecord {
    try await access.write { connection in
      let standing = try Int64.fetchAll(
        connection,
        sql: """
          SELECT sequence FROM promotion WHERE model = ? AND withdrawnMilliseconds IS NULL
          ORDER BY sequence DESC LIMIT 2
          """,
        arguments: [model])
      guard standing.count == 2 else { throw StorageError.nothingToRollBackTo(model: model) }
      try connection.execute(
        sql: "UPDATE promotion SET withdrawnMilliseconds = ? WHERE sequence = ?",
        arguments: [moment.milliseconds, standing[0]])
      let hold = ModelHold(model: model, since: moment, end: holdEnd, reason: "rolled back")
      try Self.insert(hold, in: connection)
      _ = try SQLiteCounter.increment("registry", in: connection)
      let live = try Self.records(in: connection, where: "isLive AND model = ?", [model])
      guard let record = live.first else { throw StorageError.nothingToRollBackTo(model: model) }
      return record
    }
  }

  /// Reads the live versions.
  public func liveModels() async throws -> [ModelRecord] {
    try await access.read {
      try Self.records(in: $0, where: "isLive", []).sorted { $0.version.model < $1.version.model }
    }
  }

  /// Reads the versions, newest first.
  public func models(named model: String?) async throws -> [ModelRecord] {
    try await access.read { try Self.records(in: $0, where: "?1 IS NULL OR model = ?1", [model]) }
  }

  /// Reads one version.
  public func model(_ version: ModelVersion) async throws -> ModelRecord? {
    try await access.read { try Self.record(of: version, in: $0) }
  }

  /// Reads one row.
  public func registryChanges() async throws -> UInt64 {
    try await access.read { try SQLiteCounter.value(of: "registry", in: $0) }
  }

  private static func reserved(of model: String, in connection: GRDB.Database) throws -> UInt32 {
    try UInt32.fetchOne(connection, sql: "SELECT version FROM reservation WHERE model = ?", arguments: [model]) ?? 0
  }

  private static func record(of version: ModelVersion, in connection: GRDB.Database) throws -> ModelRecord? {
    try records(in: connection, where: "model = ? AND version = ?", [version.model, version.version]).first
  }

  private static func records(
    in connection: GRDB.Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [ModelRecord] {
    let sql = """
      SELECT * FROM (
        SELECT *, (model, version) IN (SELECT model, version FROM live) AS isLive,
          (model, version) IN (SELECT model, version FROM promotion WHERE withdrawnMilliseconds IS NOT NULL) AS wasWithdrawn
        FROM model)
      WHERE \(condition) ORDER BY createdMilliseconds DESC, model, version DESC LIMIT \(StorageLimits.recordsListedMax)
      """
    return try Row.fetchAll(connection, sql: sql, arguments: arguments).map(record(from:))
  }

  private static func record(from row: Row) throws -> ModelRecord {
    let (isLive, wasWithdrawn): (Bool, Bool) = (row["isLive"], row["wasWithdrawn"])
    return ModelRecord(
      version: ModelVersion(model: row["model"], version: row["version"]), isLive: isLive,
      isWithdrawn: wasWithdrawn && !isLive, key: row["key"],
      sha256: row["sha256"], fingerprint: row["fingerprint"],
      created: Moment(milliseconds: row["createdMilliseconds"]),
      figures: try StoredColumns.list(of: Figure.self, from: row["figures"]),
      run: UInt64(bitPattern: row["run"] as Int64))
  }
}
