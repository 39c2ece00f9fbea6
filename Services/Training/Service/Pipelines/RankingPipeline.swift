import Datasets
import Domain
import Features
import Models
import Storage

/// Trains one shelf's ranking model from logged impressions.
///
/// What is pushed is the model that was judged: it has not seen the held-out period, so the next one can be compared with it
/// on a held-out period of its own.
struct RankingPipeline: ModelPipeline {
  let model: String
  /// What the model must reach.
  let gate: RankingGate
  /// The share of slates, the newest, that models are judged on.
  let heldOutShare: Double
  /// The share of pages on which the shelf's policy explores.
  let exploration: Double
  /// Says what was left out.
  let losses: LossWatch
  let objects: any ObjectStore
  /// Knows who was forgotten.
  let accounts: any AccountStore
  let registry: any ModelRegistry
  let validation: ValidationStep
  let publisher: ModelPublisher

  func train(from log: ExtractedLog, at moment: Moment, reporter: RunReporter) async throws -> ModelVersion {
    let key = ObjectKeys.dataset(named: model, run: reporter.run)
    let parts = try await reporter.perform(.dataset, of: model) { try await dataset(from: log, key: key) }
    try await reporter.perform(.validate, of: model) {
      try await validation.check(model, key: key, moment: moment, exploration: exploration)
    }
    let fitted = try await reporter.perform(.fit, of: model) { try fit(parts.learned) }
    let judge = RankingJudge(limits: gate.limits.leaks, objects: objects, registry: registry)
    let (evaluation, separations) = try await reporter.perform(.evaluate, of: model) {
      try await judge.evaluate(fitted, of: model, on: parts)
    }
    try await reporter.perform(.gate, of: model) { () async throws -> StepOutcome<Void> in
      try await judge.refuseTwins(of: fitted.model, named: model, on: parts.heldOut)
      try await alert(of: evaluation.leaks, key: key)
      return StepOutcome((), try gate.decide(evaluation, impressions: parts.impressions), figures: evaluation.figures)
    }
    return try await reporter.perform(.push, of: model) {
      let artifact = fitted.model.encoded()
      try requireEqualAnswers(fitted.model, LogisticModel(decoding: artifact.span), on: parts.heldOut)
      var pushed = try await publisher.publish(
        artifact, as: model, fingerprint: fitted.model.fingerprint, figures: evaluation.figures, reporter: reporter
      ) { try await judge.keep(separations, of: $0) }
      pushed.message += try await accepted(key)
      return pushed
    }
  }

  /// Makes the dataset what the next ones are compared with, now that its model is live and never before: what was refused after
  /// its check must not move what others are measured by. Returns what to say when it could not be done.
  private func accepted(_ key: String) async throws -> String {
    do {
      try await validation.accept(model, key: key)
      return ""
    } catch {
      try Task.checkCancellation()
      return "; its dataset could not be accepted (\(error)): `bandstand validate accept \(model)` does"
    }
  }

  /// Builds the dataset, keeps it in the object store, and holds its newest slates out.
  private func dataset(from log: ExtractedLog, key: String) async throws -> StepOutcome<RankingParts> {
    guard var builder = log.datasets[model] else { throw TrainingError.unknownModel(name: model, known: []) }
    let waiting = builder.skipped[.openWindow] ?? 0
    let leftOut = LeftOut(slates: builder.slateCount, skipped: builder.skipped)
    try await losses.note([leftOut], name: model, key: key)
    let whole = try await kept(&builder, at: key)
    guard whole.rowCount > 0 else {
      throw Refusal(
        message: """
          no page that showed the shelf can be learned from yet (\(waiting) wait for their clicks): serve pages first
          """)
    }
    guard let boundary = whole.moment(holdingOut: heldOutShare) else {
      throw Refusal(message: "all impressions are of one moment: nothing can be held out until pages of another come")
    }
    let (learned, heldOut) = whole.split(heldOutFrom: boundary)
    let figures = [
      Figure("rows", Double(whole.rowCount)), Figure("slates", Double(whole.groupCount)),
      Figure("clicked", Double(whole.labels.count { $0 })), Figure("held-out slates", Double(heldOut.groupCount)),
      Figure("pages that wait for clicks", Double(waiting)),
    ]
    return StepOutcome(
      RankingParts(impressions: whole.rowCount, learned: learned, heldOut: heldOut),
      "\(whole.rowCount) impressions at \(key)" + (leftOut.count == 0 ? "" : "; \(leftOut.text)")
        + (waiting == 0 ? "" : "; \(waiting) wait for their clicks"),
      figures: figures + LossWatch.figures([leftOut]))
  }

  /// Writes the dataset, without the pages of listeners who were forgotten since the log was read, or while it was written.
  ///
  /// Whoever forgets sets the tombstone first and goes through the datasets then; here tombstones are asked for last. So one of
  /// the two finds the other.
  private func kept(_ builder: inout RankingDatasetBuilder, at key: String) async throws -> RankingDataset {
    var listeners = builder.listeners
    var forgotten = try await accounts.forgotten(among: listeners)
    while true {
      builder.remove(forgotten)
      listeners.subtract(forgotten)
      let whole = try builder.finish()
      if whole.rowCount > 0 { try await objects.put(whole.encoded(), at: key) } else { try await objects.delete(key) }
      forgotten = try await accounts.forgotten(among: listeners)
      if forgotten.isEmpty { return whole }
    }
  }

  private func fit(_ learned: RankingDataset) throws -> StepOutcome<RankingFit> {
    do throws(ModelError) {
      let fit = try RankingFit(learned)
      let correction = fit.correction
      return StepOutcome(
        fit,
        """
        \(learned.rowCount) rows of \(learned.featureCount) features; log-odds corrected by the newest to \
        \(Rounded.text(correction.slope)) times themselves \(correction.intercept < 0 ? "-" : "+") \
        \(Rounded.text(abs(correction.intercept)))
        """)
    } catch {
      guard case .oneClass = error else { throw error }
      throw Refusal(message: "\(error)")
    }
  }

  private func alert(of leaks: [Leak], key: String) async throws {
    guard !leaks.isEmpty else { return }
    _ = try await losses.alerts.append(
      leaks.prefix(LeakCheck.namedMax).map { leak in
        AlertRecord(
          moment: losses.now(), name: model, key: key, rule: "leak", feature: leak.names, message: leak.reason,
          measured: leak.measured, limit: leak.limit)
      })
  }

  /// Demands the same bits from what is pushed as from what was judged, on every held-out row.
  private func requireEqualAnswers(
    _ fitted: LogisticModel, _ read: LogisticModel, on heldOut: RankingDataset
  ) throws {
    for row in 0..<heldOut.rowCount {
      let vector = heldOut.vector(row: row)
      guard fitted.score(vector).bitPattern == read.score(vector).bitPattern else {
        throw TrainingError.artifactDiffers(model: model, what: "the score of held-out row \(row)")
      }
    }
  }
}
