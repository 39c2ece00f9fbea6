public import Domain
public import ModelWatching
public import Models

/// All that stage 1 reads, at one instant: immutable, swapped whole.
public struct CandidatesSnapshot: Sendable {
  /// The catalog.
  public var catalog: CatalogSnapshot
  /// What is heard by whom; nil until the first such model is live.
  public var popularity: LiveModel<PopularityModel>?
  /// The factor model; nil until the first such model is live.
  public var factors: LiveModel<FactorModel>?

  /// A snapshot.
  public init(
    catalog: CatalogSnapshot, popularity: LiveModel<PopularityModel>? = nil, factors: LiveModel<FactorModel>? = nil
  ) {
    self.catalog = catalog
    self.popularity = popularity
    self.factors = factors
  }

  /// The versions in use.
  var versions: [ModelVersion] { [popularity?.version, factors?.version].compactMap(\.self) }
}
