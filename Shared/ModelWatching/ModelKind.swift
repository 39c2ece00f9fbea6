/// What a model is, by its name.
public enum ModelKind: Hashable, Sendable {
  /// Shares of listens: "popularity".
  case popularity
  /// Factors of items: "factorization".
  case factorization
  /// Chances of a click: a name that begins with "ranking.".
  case ranking

  /// The kind of a model; nil for a name that stands for none.
  public init?(_ model: String) {
    switch model {
    case "popularity": self = .popularity
    case "factorization": self = .factorization
    case _ where model.hasPrefix("ranking.") && model.utf8.count > 8: self = .ranking
    default: return nil
    }
  }
}
