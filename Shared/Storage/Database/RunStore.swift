public import Features

/// The runs of training and how each went.
public protocol RunStore: Sendable {
  /// Begins a run of the named models and returns its number, from 1.
  func startRun(of models: [String], at moment: Moment) async throws -> UInt64

  /// Adds a step to a run that is going.
  ///
  /// - Throws: ``StorageError/runNotGoing(run:)``.
  func append(_ step: RunStep, to run: UInt64) async throws

  /// Ends a run: ``RunState/done`` or ``RunState/failed``.
  ///
  /// - Throws: ``StorageError/runNotGoing(run:)``.
  func finishRun(_ run: UInt64, as state: RunState, at moment: Moment) async throws

  /// Ends as failed every run that is going, and returns how many there were: for the start after a crash.
  func failUnfinishedRuns(at moment: Moment) async throws -> Int

  /// The newest runs with their steps, newest first: at most `runsMax`, from 1 to ``StorageLimits/recordsListedMax``.
  func runs(runsMax: Int) async throws -> [RunRecord]

  /// One run with its steps; nil when there is none of that number.
  func run(_ run: UInt64) async throws -> RunRecord?
}

/// A run and how it went.
public struct RunRecord: Hashable, Sendable {
  /// Its number, from 1.
  public var run: UInt64
  /// The models it was for; empty for all.
  public var models: [String]
  /// When it began.
  public var started: Moment
  /// When it ended; nil while it is going.
  public var ended: Moment?
  /// How it stands.
  public var state: RunState
  /// Its steps, in the order they were added.
  public var steps: [RunStep]
}

/// How a run stands. Names are stored: never rename.
public enum RunState: String, CaseIterable, Sendable {
  /// Not ended.
  case going
  /// Ended as it should.
  case done
  /// Ended by an error.
  case failed
}

/// One message of a run: what it was about and how it went.
public struct RunStep: Hashable, Sendable {
  /// The model it is about; empty for a step about the whole run.
  public var model: String
  /// Which stage of the pipeline.
  public var stage: RunStage
  /// How it went.
  public var state: StepState
  /// What happened, for people; cut at ``StorageLimits/messageBytesMax``.
  public var message: String
  /// Named figures of the step.
  public var figures: [Figure]
  /// When.
  public var moment: Moment

  /// A step.
  public init(
    model: String = "", stage: RunStage, state: StepState, message: String = "", figures: [Figure] = [], moment: Moment
  ) {
    self.model = model
    self.stage = stage
    self.state = state
    self.message = message
    self.figures = figures
    self.moment = moment
  }
}

/// A stage of training's pipeline. Names are stored and on the wire: never rename.
public enum RunStage: String, CaseIterable, Sendable {
  /// Reading the event log.
  case extract
  /// Building the dataset.
  case dataset
  /// Having the dataset checked.
  case validate
  /// Fitting the model.
  case fit
  /// Measuring it on the held-out period.
  case evaluate
  /// Deciding whether it may go live.
  case gate
  /// Registering it and making it live.
  case push
  /// The run as a whole.
  case done
}

/// How a step went. Names are stored and on the wire: never rename.
public enum StepState: String, CaseIterable, Sendable {
  /// It began.
  case started
  /// It goes on.
  case going
  /// It ended as it should.
  case passed
  /// A check or a gate said no.
  case refused
  /// It ended by an error.
  case failed
  /// There was nothing to do.
  case skipped
}
