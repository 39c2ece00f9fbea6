public import Domain
public import ModelWatching
public import Models

/// All that stage 2 reads, at one instant: immutable, swapped whole.
public struct RankingSnapshot: Sendable {
  /// The catalog.
  public var catalog: CatalogSnapshot
  /// What is heard by whom; nil until the first such model is live.
  public var popularity: PopularityModel?
  /// The ranking models that are live, by name, such as "ranking.shortcuts". All of them were fitted on the feature set that
  /// this process computes.
  public var models: [String: LiveModel<LogisticModel>]

  /// A snapshot.
  public init(
    catalog: CatalogSnapshot, popularity: PopularityModel? = nil, models: [String: LiveModel<LogisticModel>] = [:]
  ) {
    self.catalog = catalog
    self.popularity = popularity
    self.models = models
  }
}
