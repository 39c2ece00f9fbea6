public import Models

/// How models are trained and what they must reach, apart from the shelves' own gates.
public struct TrainingSettings: Sendable {
  /// How much of the log a run holds at once.
  public var limits = ExtractionLimits()
  /// How factors are fitted.
  public var factorization = FactorizationSettings()
  /// What factors must reach.
  public var factorizationGate = FactorizationGate()
  /// The fewest listens that popularity is learned from.
  public var popularityListensMin = 100
  /// The share of slates, the newest, that ranking models are judged on; above 0, below 1.
  public var heldOutShare = 0.2
  /// What every ranking model must reach.
  public var rankingGate = RankingGateLimits()
  /// The greatest share of pages, of events and of lines of the log that a run may leave out, 0 to 1.
  public var leftOutShareMax = 0.01
  /// How long the right to train lasts when its process is gone, in seconds.
  public var leaseSeconds = 60.0
  /// How long the check of one dataset may take, in seconds.
  public var validationSeconds = 300.0
  /// How often the registry is looked at for changes, in seconds.
  public var watchSeconds = 0.25

  /// The defaults.
  public init() {}
}
