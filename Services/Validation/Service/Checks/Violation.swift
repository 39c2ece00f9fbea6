/// One rule broken, by one feature or by the dataset as a whole.
struct Violation: Hashable, Sendable {
  /// The rules, by their names on the wire.
  enum Rule: String, CaseIterable, Sendable {
    /// Features, their order or their fingerprint are not those of this build.
    case schema
    /// There is far less or more of it than there was.
    case volume
    /// Slates stand in it twice.
    case duplicate
    /// Slates are of moments that they cannot be of.
    case moment
    /// Cards do not stand in the order shown, or were shown in another.
    case position
    /// Propensities are not those of a policy that explores, or not as they were.
    case propensity
    /// A feature has one value alone, and never has.
    case constant
    /// A feature is not what the feature core gives for the slate's moment and the catalog's item.
    case recomputed
    /// Features that follow from one another contradict each other.
    case relation
    /// A feature of the item does not belong to the item.
    case item
    /// Popularity is not that of what is listened to.
    case popularity
    /// Clicks say much more, or much less, of a feature than they did, or all of it.
    case signal
    /// A group of listeners has another share or clicks otherwise than it did.
    case slice
    /// Values are missing that never are, or many more than before.
    case missing
    /// Values are outside the feature's bounds.
    case range
    /// A feature's distribution is far from the last good dataset's.
    case drift
    /// There is nothing to tell apart, or far more or fewer clicks than there were.
    case label
    /// There is too little to learn from.
    case rows
    /// What was served is not what the raw events give.
    case replay
  }

  /// Which rule.
  var rule: Rule
  /// The feature; empty for the dataset as a whole.
  var feature: String = ""
  /// What was wrong and what to do next.
  var message: String
  /// What was measured.
  var measured: Double
  /// What was allowed.
  var limit: Double
  /// For drift: both distributions over the same bins.
  var distributions: ComparedDistributions?
}
