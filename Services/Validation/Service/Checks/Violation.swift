/// One rule broken, by one feature or by the dataset as a whole.
struct Violation: Hashable, Sendable {
  /// The rules, by their names on the wire.
  enum Rule: String, CaseIterable, Sendable {
    /// Features, their order or their fingerprint are not those of this build.
    case schema
    /// Values are missing that never are, or many more than before.
    case missing
    /// Values are outside the feature's bounds.
    case range
    /// A feature's distribution is far from the last good dataset's.
    case drift
    /// There is nothing to tell apart.
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
