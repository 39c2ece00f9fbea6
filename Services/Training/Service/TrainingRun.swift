import Domain
import Features
import Intake
import Logging
import Storage

/// One run: reads the log once, then trains one model after the other.
struct TrainingRun: Sendable {
  let featureSet: FeatureSet
  let limits: ExtractionLimits
  let plan: TrainingPlan
  let reader: EventLogReader
  /// Keeps aside the clicks that label nothing.
  let misfits: MisfitQuarantine

  /// What became of the run's models.
  struct Tally {
    var live: [ModelVersion] = []
    var refused: [String] = []
    var failed: [String] = []

    var text: String {
      let parts = [
        live.isEmpty ? nil : "live: \(live.map(\.description).joined(separator: ", "))",
        refused.isEmpty ? nil : "refused: \(refused.joined(separator: ", "))",
        failed.isEmpty ? nil : "failed: \(failed.joined(separator: ", "))",
      ]
      return parts.compactMap(\.self).joined(separator: "; ")
    }
  }

  /// Runs an order to its end.
  ///
  /// - Throws: What made the run fail, after its last step said so.
  func work(_ order: RunDesk.Order) async throws {
    do {
      let log = try await order.reporter.perform(.extract) { try await extract(order) }
      let tally = try await train(order, from: log)
      guard tally.failed.isEmpty else { throw TrainingError.modelsFailed(models: tally.failed) }
      try await order.reporter.report(.done, .passed, tally.text)
    } catch {
      try await order.reporter.report(.done, .failed, order.reporter.sentence(error, .done))
      throw error
    }
  }

  private func extract(_ order: RunDesk.Order) async throws -> StepOutcome<ExtractedLog> {
    let extractor = LogExtractor(
      shelves: plan.shelves(of: order.models), featureSet: featureSet, limits: limits, reader: reader)
    let log = try await extractor.extract(until: order.moment)
    try await misfits.keep(log.misfits)
    let losses = log.losses(listenersMax: limits.listenersMax)
    try await plan.losses.note(losses, name: "extract")
    let parts = ["\(log.events) events of \(log.profiles.count) listeners", "\(log.pages) pages"] + losses.map(\.text)
    return StepOutcome(
      log, parts.filter { !$0.isEmpty }.joined(separator: "; ") + log.misfits.text,
      figures: [
        Figure("events", Double(log.events)), Figure("listeners", Double(log.profiles.count)),
        Figure("pages", Double(log.pages)),
      ] + LossWatch.figures(losses) + log.misfits.figures)
  }

  private func train(_ order: RunDesk.Order, from log: ExtractedLog) async throws -> Tally {
    var tally = Tally()
    let holds = try await plan.holds()
    for pipeline in plan.pipelines(of: order.models) {
      if let hold = holds[pipeline.model] {
        try await order.reporter.report(.gate, of: pipeline.model, .refused, "\(hold)")
        tally.refused.append(pipeline.model)
        continue
      }
      do {
        tally.live.append(try await pipeline.train(from: log, at: order.moment, reporter: order.reporter))
      } catch is Refusal {
        tally.refused.append(pipeline.model)
      } catch {
        try Task.checkCancellation()
        tally.failed.append(pipeline.model)
      }
    }
    return tally
  }
}
