import Messages
import RPC

/// Starts a training run and prints its steps as they come.
struct TrainingRun {
  /// What a run came to.
  struct Outcome {
    /// Models that went live.
    var pushed: [String] = []
    /// Models that their gate refused.
    var refused: [String] = []
    /// Whether any step failed.
    var failed = false
  }

  let client: Wire.TrainingClient

  /// Runs the models' pipelines to their end.
  func run(models: [String], momentMilliseconds: Int64?) async throws -> Outcome {
    var outcome = Outcome()
    let steps = client.startRun(
      Wire.StartRunRequest(models: models, momentMilliseconds: momentMilliseconds),
      options: CallOptions(timeout: .seconds(3600)))
    for try await step in steps {
      note(step, in: &outcome)
      guard step.state != "started", step.state != "going" else { continue }
      print("  \(step.model.padded(to: 24)) \(step.step.padded(to: 9)) \(step.state.padded(to: 8)) \(step.message)")
    }
    return outcome
  }

  private func note(_ step: Wire.RunProgress, in outcome: inout Outcome) {
    switch (step.step, step.state) {
    case ("push", "passed"): outcome.pushed.append(step.model)
    case (_, "refused"): outcome.refused.append(step.model)
    case (_, "failed"): outcome.failed = true
    default: break
    }
  }
}
