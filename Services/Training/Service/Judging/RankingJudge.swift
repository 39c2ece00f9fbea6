import Datasets
import Domain
import Features
import FoundationEssentials
import Models
import Statistics
import Storage

/// Judges a shelf's model on held-out slates, beside popularity, beside what is live, and beside what was withdrawn.
struct RankingJudge: Sendable {
  /// What is plausible.
  let limits: LeakLimits
  let objects: any ObjectStore
  let registry: any ModelRegistry

  /// What was judged, and what each feature tells.
  typealias Judgement = (evaluation: RankingEvaluation, separations: [FeatureSeparation])

  /// Measures the model, and looks for features that know the clicks.
  func evaluate(_ fit: RankingFit, of model: String, on parts: RankingParts) async throws -> StepOutcome<Judgement> {
    let record = try await registry.liveModels().first { $0.version.model == model }
    var live: (version: ModelVersion, model: LogisticModel)?
    if let record, let fitted = try await self.model(of: record) { live = (record.version, fitted) }
    guard
      var evaluation = RankingEvaluation(of: fit.model, corrected: fit.correction, live: live, on: parts.heldOut)
    else {
      throw Refusal(
        message: """
          no held-out slate has a click and another card beside it, or all are of one listener: wait for more pages
          """)
    }
    let separations = SeparationCounter(parts.learned).separations()
    let known = live == nil ? [] : try await self.separations(of: record?.version)
    evaluation.leaks = LeakCheck(limits: limits).leaks(separations, before: known)
    if evaluation.leaks.isEmpty {
      evaluation.leaks = [DifferenceCheck(limits: limits).leak(in: parts.learned)].compactMap(\.self)
    }
    if evaluation.leaks.isEmpty { evaluation.leaks = tooGood(evaluation, fit.model, on: parts.heldOut) }
    return StepOutcome((evaluation, separations), evaluation.summary, figures: evaluation.figures)
  }

  /// A model that is better than is plausible knows the clicks, even when no feature does alone.
  private func tooGood(_ evaluation: RankingEvaluation, _ model: LogisticModel, on heldOut: RankingDataset) -> [Leak] {
    let area = evaluation.areaUnderCurve
    let gain = evaluation.live.map { evaluation.model.areaUnderCurve - $0.areaUnderCurve }
    let (isTooHigh, isTooMuch) = (
      area.lower > limits.modelAreaMax, (gain ?? 0) > max(limits.areaGainOverLiveMax, 4 * area.standardError)
    )
    guard isTooHigh || isTooMuch else { return [] }
    let beyond =
      isTooHigh
      ? "an auc within slates of \(Rounded.text(area.estimate)), and beyond \(Rounded.text(limits.modelAreaMax))"
      : """
      \(Rounded.text(gain ?? 0)) more auc within slates than the live version, and beyond \
      \(Rounded.text(limits.areaGainOverLiveMax))
      """
    return [
      Leak(
        features: TellingFeatures(model: model).names(on: heldOut),
        reason: "the model rests on them and has \(beyond) is not plausible",
        measured: isTooHigh ? area.estimate : gain ?? 0,
        limit: isTooHigh ? limits.modelAreaMax : limits.areaGainOverLiveMax)
    ]
  }

  /// The fitted model of a version; nil when it is of another feature set: it could answer neither here nor at serving.
  private func model(of record: ModelRecord) async throws -> LogisticModel? {
    let artifact = try await objects.get(record.key)
    let model = try LogisticModel(decoding: artifact.span)
    return model.fingerprint == FeatureSet.standard.fingerprint ? model : nil
  }

  /// Refuses a model that answers as one that was withdrawn, whatever its bytes.
  func refuseTwins(of fitted: LogisticModel, named model: String, on heldOut: RankingDataset) async throws {
    let withdrawn = try await registry.models(named: model).filter(\.isWithdrawn)
    guard !withdrawn.isEmpty else { return }
    let answers = RankingEvaluation.scores(fitted, heldOut).map(fitted.probability(ofScore:))
    for record in withdrawn.prefix(Self.withdrawnMax) {
      guard let before = try? await self.model(of: record) else { continue }
      let others = RankingEvaluation.scores(before, heldOut).map(before.probability(ofScore:))
      guard zip(answers, others).allSatisfy({ abs($0 - $1) <= Self.equalChanceMax }) else { continue }
      throw Refusal(
        message: """
          it gives every held-out card the chance that \(record.version) gives, which was withdrawn: see what made that one \
          wrong, and train on other data
          """)
    }
  }

  /// The most withdrawn versions that a model is compared with, the newest.
  private static let withdrawnMax = 20
  /// Chances that differ by no more are the same for whoever sees cards.
  private static let equalChanceMax: Float = 0.0005

  /// Keeps what features told at a version's training.
  func keep(_ separations: [FeatureSeparation], of version: ModelVersion) async throws {
    try await objects.put(Array(try JSONEncoder().encode(separations)), at: ObjectKeys.separations(of: version))
  }

  /// What features told at a version's training; nothing when it was trained before that was kept.
  private func separations(of version: ModelVersion?) async throws -> [FeatureSeparation] {
    guard let version else { return [] }
    do {
      let bytes = try await objects.get(ObjectKeys.separations(of: version))
      return try JSONDecoder().decode([FeatureSeparation].self, from: Data(bytes))
    } catch StorageError.notFound {
      return []
    }
  }
}
