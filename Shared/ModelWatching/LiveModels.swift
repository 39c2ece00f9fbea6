public import Domain
public import Models

/// The models that are live, as far as this process wants them: immutable, swapped whole.
public struct LiveModels: Sendable {
  /// How much items are heard; nil until the first such model is live.
  public internal(set) var popularity: LiveModel<PopularityModel>?
  /// Factors of items; nil until the first such model is live.
  public internal(set) var factorization: LiveModel<FactorModel>?
  /// Ranking models by name, such as "ranking.shortcuts".
  public internal(set) var ranking: [String: LiveModel<LogisticModel>] = [:]

  /// None.
  public init() {}

  /// The versions in use, in the order of their names.
  public var versions: [ModelVersion] {
    ([popularity?.version, factorization?.version].compactMap(\.self) + ranking.values.map(\.version))
      .sorted { $0.model < $1.model }
  }

  /// The version in use of a model; nil when none is.
  func version(of model: String) -> ModelVersion? {
    switch ModelKind(model) {
    case .popularity: popularity?.version
    case .factorization: factorization?.version
    case .ranking: ranking[model]?.version
    case nil: nil
    }
  }
}

/// A model and which version of it this is.
public struct LiveModel<Model: Sendable>: Sendable {
  /// Which version.
  public let version: ModelVersion
  /// The model.
  public let model: Model

  /// A version of a model.
  public init(version: ModelVersion, model: Model) {
    self.version = version
    self.model = model
  }
}
