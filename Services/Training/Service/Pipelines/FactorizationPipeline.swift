import Domain
import Features
import Models
import Storage

/// Trains "factorization": factors of items from what listeners play.
struct FactorizationPipeline: ModelPipeline {
  /// The model's name.
  static let name = "factorization"

  let model = Self.name
  /// How factors are fitted.
  let settings: FactorizationSettings
  /// What it must reach.
  let gate: FactorizationGate
  /// Knows who was forgotten.
  let accounts: any AccountStore
  let registry: any ModelRegistry
  let publisher: ModelPublisher

  func train(from log: ExtractedLog, at moment: Moment, reporter: RunReporter) async throws -> ModelVersion {
    let interactions = try await reporter.perform(.dataset, of: model) { try await dataset(from: log) }
    let evaluation = try await reporter.perform(.evaluate, of: model) { try evaluate(interactions) }
    let figures = Self.figures(of: evaluation)
    try await reporter.perform(.gate, of: model) {
      let live = try await registry.liveModels().first { $0.version.model == model }
      return StepOutcome((), try gate.decide(evaluation, live: live), figures: figures)
    }
    let fitted = try await reporter.perform(.fit, of: model) { try fit(interactions) }
    return try await reporter.perform(.push, of: model) {
      let artifact = fitted.encoded()
      try requireEqualAnswers(fitted, FactorModel(decoding: artifact.span), log)
      return try await publisher.publish(artifact, as: model, fingerprint: "", figures: figures, reporter: reporter)
    }
  }

  /// Plays by listener, as the profile keeps them, listeners numbered in the order of their pseudonyms.
  private func dataset(from log: ExtractedLog) async throws -> StepOutcome<Interactions> {
    var counts: [PlayCount] = []
    var listeners = 0
    let forgotten = try await accounts.forgotten(among: Set(log.profiles.keys))
    for (number, listener) in log.profiles.keys.sorted().enumerated() where !forgotten.contains(listener) {
      guard let profile = log.profiles[listener] else { continue }
      let plays = ListenerHistory.plays(of: profile).filter { $0.plays > 0 }
      if !plays.isEmpty { listeners += 1 }
      counts += plays.map { PlayCount(listener: UInt32(number), item: $0.item, plays: $0.plays) }
    }
    let figures = [Figure("listeners", Double(listeners)), Figure("pairs", Double(counts.count))]
    guard listeners >= gate.listenersMin else {
      throw Refusal(
        message: "\(listeners) listeners with plays are fewer than \(gate.listenersMin): import or simulate more",
        figures: figures)
    }
    return StepOutcome(try Interactions(counts), "plays of \(listeners) listeners", figures: figures)
  }

  private func evaluate(_ interactions: Interactions) throws -> StepOutcome<CandidateEvaluation> {
    let evaluation = try CandidateEvaluation(interactions, seed: settings.seed, settings: settings)
    return StepOutcome(
      evaluation, "a tenth of each listener's items held back, \(evaluation.listenerCount) listeners judged",
      figures: Self.figures(of: evaluation))
  }

  private func fit(_ interactions: Interactions) throws -> StepOutcome<FactorModel> {
    let fitted = try Factorization.fit(interactions, settings: settings)
    return StepOutcome(
      fitted, "\(settings.factorCount) factors of \(fitted.items.count) items",
      figures: [Figure("items", Double(fitted.items.count))])
  }

  private static func figures(of evaluation: CandidateEvaluation) -> [Figure] {
    [
      Figure("recall@10", evaluation.factorization.recallAt10), Figure("ndcg@10", evaluation.factorization.ndcgAt10),
      Figure("popularity recall@10", evaluation.popularity.recallAt10),
      Figure("popularity ndcg@10", evaluation.popularity.ndcgAt10),
      Figure("listeners judged", Double(evaluation.listenerCount)),
    ]
  }

  /// Demands the same bits from what is pushed as from what was fitted, for the first listeners.
  private func requireEqualAnswers(_ fitted: FactorModel, _ read: FactorModel, _ log: ExtractedLog) throws {
    for listener in log.profiles.keys.sorted().prefix(100) {
      guard let profile = log.profiles[listener] else { continue }
      let plays = ListenerHistory.plays(of: profile)
      let (left, right) = (fitted.foldIn(plays), read.foldIn(plays))
      guard left?.values.map(\.bitPattern) == right?.values.map(\.bitPattern) else {
        throw TrainingError.artifactDiffers(model: model, what: "a listener's factors")
      }
    }
  }
}
