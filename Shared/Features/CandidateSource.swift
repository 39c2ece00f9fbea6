/// Where a candidate came from. Raw values are stored and are feature values: never renumber.
public enum CandidateSource: UInt8, CaseIterable, Sendable, Codable {
  /// A rule over the catalog and the listener's place.
  case rule = 1
  /// An editor's list.
  case editorial = 2
  /// What is heard most in the listener's segment.
  case popularity = 3
  /// What the listener heard lately.
  case recentlyHeard = 4
  /// The factor model.
  case factorization = 5

  /// The source's name on the wire, such as "recentlyHeard".
  public var name: String {
    switch self {
    case .rule: "rule"
    case .editorial: "editorial"
    case .popularity: "popularity"
    case .recentlyHeard: "recentlyHeard"
    case .factorization: "factorization"
    }
  }

  /// The source of that name; nil for any other.
  public init?(name: String) {
    guard let source = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = source
  }
}
