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
  /// The page's attribution window had not ended: what was not clicked may still be, and is no negative.
  case openWindow
  /// A propensity was not in (0, 1], or cannot be one of the policy that the page names.
  case wrongPropensity
  /// The logged profile cannot be read.
  case unreadableProfile
  /// The logged profile knows of something after the page's moment.
  case laterProfile
  /// A vector is not what the logged profile gives.
  case otherProfile

  /// The reason for people.
  public var description: String {
    switch self {
    case .notShown: "did not show the shelf"
    case .noVectors: "made without ranking"
    case .otherFingerprint: "served by another feature set"
    case .wrongVectorSize: "vectors of another size"
    case .duplicate: "logged twice"
    case .openWindow: "served so lately that clicks may still come"
    case .wrongPropensity: "without a true propensity"
    case .unreadableProfile: "with a profile that cannot be read"
    case .laterProfile: "with a profile of a later moment"
    case .otherProfile: "with vectors of another profile"
    }
  }
}
