import Domain
import Models
import Storage

/// Which models there are, in the order they are trained, and how.
struct TrainingPlan: Sendable {
  let shelves: Shelves
  let settings: TrainingSettings
  let stores: Stores
  let validation: ValidationStep
  let publisher: ModelPublisher
  let losses: LossWatch

  /// The names of all models, first those that need no other.
  var models: [String] {
    var models = [PopularityPipeline.name, FactorizationPipeline.name]
    for model in shelves.definitions.compactMap(\.model) where !models.contains(model) { models.append(model) }
    return models
  }

  /// The models asked for, in training's order; all when none is named.
  ///
  /// - Throws: ``TrainingError/unknownModel(name:known:)``.
  func models(asked: [String]) throws(TrainingError) -> [String] {
    if let unknown = asked.first(where: { !models.contains($0) }) {
      throw TrainingError.unknownModel(name: unknown, known: models)
    }
    return asked.isEmpty ? models : models.filter(asked.contains)
  }

  /// The shelves whose models are among these. A model of two shelves is the first one's.
  func shelves(of models: [String]) -> [ShelfDefinition] {
    var taken: Set<String> = []
    return shelves.definitions.filter { shelf in
      guard let model = shelf.model, models.contains(model) else { return false }
      return taken.insert(model).inserted
    }
  }

  /// Why models that are held stay as they are.
  func holds() async throws -> [String: StorageError] {
    let holds = try await stores.database.holds(at: publisher.now())
    return Dictionary(
      holds.map { ($0.model, StorageError.modelHeld(model: $0.model, until: $0.end, reason: $0.reason)) }
    ) { first, _ in first }
  }

  /// How each of these is trained.
  func pipelines(of models: [String]) -> [any ModelPipeline] {
    var pipelines: [any ModelPipeline] = []
    if models.contains(PopularityPipeline.name) {
      pipelines.append(PopularityPipeline(listensMin: settings.popularityListensMin, publisher: publisher))
    }
    if models.contains(FactorizationPipeline.name) {
      pipelines.append(
        FactorizationPipeline(
          settings: settings.factorization, gate: settings.factorizationGate, accounts: stores.database,
          registry: stores.database,
          publisher: publisher))
    }
    for shelf in shelves(of: models) {
      guard let model = shelf.model, let gate = shelf.gate else { continue }
      pipelines.append(
        RankingPipeline(
          model: model, gate: RankingGate(threshold: gate, limits: settings.rankingGate),
          heldOutShare: settings.heldOutShare, exploration: shelf.epsilon, losses: losses, objects: stores.objects,
          accounts: stores.database,
          registry: stores.database,
          validation: validation, publisher: publisher))
    }
    return pipelines
  }
}
