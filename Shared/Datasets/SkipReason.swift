/// Why a served page taught nothing.
public enum SkipReason: String, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// The page did not show the shelf, or no card on it.
  case notShown
  /// The page was made without ranking, so no vector was logged.
  case noVectors
  /// The vectors were computed by another feature set.
  case otherFingerprint
  /// The vectors do not have as many values as the feature set.
  case wrongVectorSize
  /// The same page was already taken.
  case duplicate
  /// A propensity was not in (0, 1].
  case wrongPropensity

  /// The reason for people.
  public var description: String {
    switch self {
    case .notShown: "did not show the shelf"
    case .noVectors: "made without ranking"
    case .otherFingerprint: "served by another feature set"
    case .wrongVectorSize: "vectors of another size"
    case .duplicate: "logged twice"
    case .wrongPropensity: "without a true propensity"
    }
  }
}
