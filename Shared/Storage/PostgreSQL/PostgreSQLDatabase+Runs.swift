public import Features

extension PostgreSQLDatabase {
  /// Inserts the run.
  public func startRun(of models: [String], at moment: Moment) async throws -> UInt64 {
    let names = try StoredColumns.text(of: models)
    return try await write(.runs) { connection in
      let rows = try connection.execute(
        "INSERT INTO run (models, started_milliseconds, state) VALUES ($1, $2, 'going') RETURNING run",
        [.text(names), .integer(moment.milliseconds)]
      ).rows
      return try rows.first?.number("run", UInt64.self) ?? 0
    }
  }

  /// Inserts the step.
  public func append(_ step: RunStep, to run: UInt64) async throws {
    try RecordRule.check(step.figures)
    let figures = try StoredColumns.text(of: step.figures)
    try await write(.runs) { connection in
      let number = try Self.checkGoing(run, in: connection)
      let count = try connection.execute("SELECT count(*) FROM step WHERE run = $1", [.integer(number)]).rows
      let steps = try count.first?.number("count", Int.self) ?? 0
      guard steps < StorageLimits.runStepsMax else {
        throw StorageError.tooLarge(what: "the steps of run \(run)", limit: StorageLimits.runStepsMax, got: steps + 1)
      }
      try connection.execute(
        """
        INSERT INTO step (run, model, stage, state, message, figures, moment_milliseconds)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
          .integer(number), .text(step.model), .text(step.stage.rawValue), .text(step.state.rawValue),
          .text(RecordRule.bounded(step.message)), .text(figures), .integer(step.moment.milliseconds),
        ])
    }
  }

  /// Updates the run.
  public func finishRun(_ run: UInt64, as state: RunState, at moment: Moment) async throws {
    try await write(.runs) { connection in
      let number = try Self.checkGoing(run, in: connection)
      try connection.execute(
        "UPDATE run SET state = $1, ended_milliseconds = $2 WHERE run = $3",
        [.text(state.rawValue), .integer(moment.milliseconds), .integer(number)])
    }
  }

  /// Updates all runs that are going.
  public func failUnfinishedRuns(at moment: Moment) async throws -> Int {
    try await write(.runs) { connection in
      try connection.execute(
        "UPDATE run SET state = 'failed', ended_milliseconds = $1 WHERE state = 'going'",
        [.integer(moment.milliseconds)]
      ).changedCount
    }
  }

  /// Reads runs and steps of one snapshot.
  public func runs(runsMax: Int) async throws -> [RunRecord] {
    let limit = Int64(RecordRule.listed(runsMax))
    return try await read { connection in
      try connection.execute("SELECT * FROM run ORDER BY run DESC LIMIT $1", [.integer(limit)]).rows
        .map { try Self.run(from: $0, in: connection) }
    }
  }

  /// Reads one run and its steps.
  public func run(_ run: UInt64) async throws -> RunRecord? {
    guard let number = Int64(exactly: run) else { return nil }
    return try await read { connection in
      try connection.execute("SELECT * FROM run WHERE run = $1", [.integer(number)]).rows.first
        .map { try Self.run(from: $0, in: connection) }
    }
  }

  private static func checkGoing(_ run: UInt64, in connection: PostgreSQLConnection) throws -> Int64 {
    guard let number = Int64(exactly: run),
      let row = try connection.execute("SELECT state FROM run WHERE run = $1", [.integer(number)]).rows.first,
      try row.text("state") == RunState.going.rawValue
    else { throw StorageError.runNotGoing(run: run) }
    return number
  }

  private static func run(from row: PostgreSQLRow, in connection: PostgreSQLConnection) throws -> RunRecord {
    let number = try row.number("run", Int64.self)
    let steps = try connection.execute("SELECT * FROM step WHERE run = $1 ORDER BY sequence", [.integer(number)]).rows
    return RunRecord(
      run: UInt64(number), models: try StoredColumns.list(of: String.self, from: try row.text("models")),
      started: Moment(milliseconds: try row.number("started_milliseconds", Int64.self)),
      ended: row.optional("ended_milliseconds", Int64.self).map(Moment.init(milliseconds:)),
      state: try StoredColumns.named(RunState.self, try row.text("state")), steps: try steps.map(step(from:)))
  }

  private static func step(from row: PostgreSQLRow) throws -> RunStep {
    RunStep(
      model: try row.text("model"), stage: try StoredColumns.named(RunStage.self, try row.text("stage")),
      state: try StoredColumns.named(StepState.self, try row.text("state")), message: try row.text("message"),
      figures: try StoredColumns.list(of: Figure.self, from: try row.text("figures")),
      moment: Moment(milliseconds: try row.number("moment_milliseconds", Int64.self)))
  }
}
