public import Features
import GRDB

extension SQLiteDatabase {
  /// Inserts the run.
  public func startRun(of models: [String], at moment: Moment) async throws -> UInt64 {
    let names = try StoredColumns.text(of: models)
    return try await access.write { connection in
      try connection.execute(
        sql: "INSERT INTO run (models, startedMilliseconds, state) VALUES (?, ?, 'going')",
        arguments: [names, moment.milliseconds])
      return UInt64(connection.lastInsertedRowID)
    }
  }

  /// Inserts the step.
  public func append(_ step: RunStep, to run: UInt64) async throws {
    try RecordRule.check(step.figures)
    let figures = try StoredColumns.text(of: step.figures)
    try await access.write { connection in
      try Self.checkGoing(run, in: connection)
      let steps =
        try Int.fetchOne(connection, sql: "SELECT count(*) FROM step WHERE run = ?", arguments: [Int64(run)]) ?? 0
      guard steps < StorageLimits.runStepsMax else {
        throw StorageError.tooLarge(what: "the steps of run \(run)", limit: StorageLimits.runStepsMax, got: steps + 1)
      }
      try connection.execute(
        sql: """
          INSERT INTO step (run, model, stage, state, message, figures, momentMilliseconds) VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Int64(run), step.model, step.stage.rawValue, step.state.rawValue, RecordRule.bounded(step.message), figures,
          step.moment.milliseconds,
        ])
    }
  }

  /// Updates the run.
  public func finishRun(_ run: UInt64, as state: RunState, at moment: Moment) async throws {
    try await access.write { connection in
      try Self.checkGoing(run, in: connection)
      try connection.execute(
        sql: "UPDATE run SET state = ?, endedMilliseconds = ? WHERE run = ?",
        arguments: [state.rawValue, moment.milliseconds, Int64(run)])
    }
  }

  /// Updates all runs that are going.
  public func failUnfinishedRuns(at moment: Moment) async throws -> Int {
    try await access.write { connection in
      try connection.execute(
        sql: "UPDATE run SET state = 'failed', endedMilliseconds = ? WHERE state = 'going'",
        arguments: [moment.milliseconds])
      return connection.changesCount
    }
  }

  /// Reads runs and steps of one snapshot.
  public func runs(runsMax: Int) async throws -> [RunRecord] {
    let limit = RecordRule.listed(runsMax)
    return try await access.read { connection in
      try Row.fetchAll(connection, sql: "SELECT * FROM run ORDER BY run DESC LIMIT ?", arguments: [limit])
        .map { try Self.run(from: $0, in: connection) }
    }
  }

  /// Reads one run and its steps.
  public func run(_ run: UInt64) async throws -> RunRecord? {
    guard let number = Int64(exactly: run) else { return nil }
    return try await access.read { connection in
      try Row.fetchOne(connection, sql: "SELECT * FROM run WHERE run = ?", arguments: [number])
        .map { try Self.run(from: $0, in: connection) }
    }
  }

  private static func checkGoing(_ run: UInt64, in connection: GRDB.Database) throws {
    let sql = "SELECT state FROM run WHERE run = ?"
    guard let number = Int64(exactly: run),
      try String.fetchOne(connection, sql: sql, arguments: [number]) == RunState.going.rawValue
    else { throw StorageError.runNotGoing(run: run) }
  }

  private static func run(from row: Row, in connection: GRDB.Database) throws -> RunRecord {
    let number: Int64 = row["run"]
    let ended: Int64? = row["endedMilliseconds"]
    return RunRecord(
      run: UInt64(number), models: try StoredColumns.list(of: String.self, from: row["models"]),
      started: Moment(milliseconds: row["startedMilliseconds"]), ended: ended.map(Moment.init(milliseconds:)),
      state: try StoredColumns.named(RunState.self, row["state"]),
      steps: try Row.fetchAll(
        connection, sql: "SELECT * FROM step WHERE run = ? ORDER BY sequence", arguments: [number]
      ).map(step(from:)))
  }

  private static func step(from row: Row) throws -> RunStep {
    RunStep(
      model: row["model"], stage: try StoredColumns.named(RunStage.self, row["stage"]),
      state: try StoredColumns.named(StepState.self, row["state"]), message: row["message"],
      figures: try StoredColumns.list(of: Figure.self, from: row["figures"]),
      moment: Moment(milliseconds: row["momentMilliseconds"]))
  }
}
