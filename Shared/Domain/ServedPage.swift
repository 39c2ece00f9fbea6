public import Features

/// What one page showed: where, by which model, with which chance. One line of the impression log.
public struct ServedPage: Hashable, Sendable {
  /// The page's identifier.
  public var page: String
  /// Who it was for.
  public var listener: ListenerIdentifier
  /// What it was about.
  public var moment: Moment
  /// The profile snapshot that every stage saw, as the feature core encodes it.
  public var profile: [UInt8]
  /// The feature set the vectors were computed by.
  public var fingerprint: String
  /// The shelves, top first.
  public var shelves: [ServedShelf]

  /// A page.
  public init(
    page: String, listener: ListenerIdentifier, moment: Moment, profile: [UInt8], fingerprint: String,
    shelves: [ServedShelf]
  ) {
    self.page = page
    self.listener = listener
    self.moment = moment
    self.profile = profile
    self.fingerprint = fingerprint
    self.shelves = shelves
  }
}

/// One row of a served page.
public struct ServedShelf: Hashable, Sendable {
  /// The shelf's identifier.
  public var shelf: String
  /// The model that scored it; version 0 when none did.
  public var model: ModelVersion
  /// The policy that ordered it, such as "epsilonGreedy(0.1)".
  public var policy: String
  /// The cards, in the order shown.
  public var cards: [ServedCard]
  /// The version of the popularity model that the vectors were computed with; 0 when none was live.
  public var popularityVersion: UInt32
  /// The version of the catalog that the vectors were computed from; 0 when there are none, or another system served it.
  public var catalogVersion: UInt64

  /// A shelf.
  public init(
    shelf: String, model: ModelVersion, policy: String, cards: [ServedCard], popularityVersion: UInt32 = 0,
    catalogVersion: UInt64 = 0
  ) {
    self.shelf = shelf
    self.model = model
    self.policy = policy
    self.cards = cards
    self.popularityVersion = popularityVersion
    self.catalogVersion = catalogVersion
  }
}

/// One card of a served page.
public struct ServedCard: Hashable, Sendable {
  /// The candidate it was.
  public var candidate: Candidate
  /// The model's score, finite.
  public var score: Float
  /// The chance, over the policy's randomness, that this item stood here. In (0, 1].
  public var propensity: Double
  /// The vector as served; nil when the page was made without ranking.
  public var features: FeatureVector?

  /// A card.
  public init(candidate: Candidate, score: Float, propensity: Double, features: FeatureVector?) {
    self.candidate = candidate
    self.score = score
    self.propensity = propensity
    self.features = features
  }
}
