import Features
import Hosting
import Logging
import Storage

/// Records a run's steps, and tells whoever listens.
struct RunReporter: Sendable {
  /// The run's number.
  let run: UInt64
  /// Where steps are kept.
  let store: any RunStore
  /// The clock.
  let now: @Sendable () -> Moment
  /// Who listens; dropping them changes nothing.
  let listener: AsyncStream<RunStep>.Continuation
  /// Where it stands what steps do not tell: steps are read by callers.
  var logger = Logger(label: "training")

  /// Does one step and reports how it began and ended.
  ///
  /// - Throws: What the step throws: a ``Refusal`` is reported as refused, everything else as failed.
  func perform<Value>(
    _ stage: RunStage, of model: String = "", _ body: () async throws -> StepOutcome<Value>
  ) async throws -> Value {
    try await report(stage, of: model, .started)
    do {
      let outcome = try await body()
      try await report(stage, of: model, .passed, outcome.message, outcome.figures)
      return outcome.value
    } catch let refusal as Refusal {
      try await report(stage, of: model, .refused, refusal.message, refusal.figures)
      throw refusal
    } catch {
      let message =
        error is CancellationError ? "the service was stopped before the step ended" : sentence(error, stage)
      try await report(stage, of: model, .failed, message)
      throw error
    }
  }

  /// What callers are told of an error.
  func sentence(_ error: any Error, _ stage: RunStage) -> String {
    FailureSentence.of(error, in: "step \(stage.rawValue) of run \(run)", logger: logger)
  }

  /// Demands that the run still counts as going: another process ends the runs of those that it holds for dead.
  ///
  /// - Throws: ``TrainingError/leaseLost``.
  func requireGoing() async throws {
    guard try await store.run(run)?.state == .going else { throw TrainingError.leaseLost }
  }

  /// Records and tells one step.
  ///
  /// What the store says of a run comes about even when the task was cancelled meanwhile.
  func report(
    _ stage: RunStage, of model: String = "", _ state: StepState, _ message: String = "", _ figures: [Figure] = []
  ) async throws {
    let step = RunStep(
      model: model, stage: stage, state: state, message: message, figures: figures.filter(\.value.isFinite),
      moment: now())
    let (store, run) = (store, run)
    try await Task { try await store.append(step, to: run) }.value
    listener.yield(step)
  }
}
