public import Domain
public import Features
public import ModelWatching
public import Models

/// All that stage 2 reads, at one instant: immutable, swapped whole.
public struct RankingSnapshot: Sendable {
  /// The catalog.
  public var catalog: CatalogSnapshot
  /// What is static of the catalog's items, in their order; nil to compute it for each page.
  public var items: ItemTable?
  /// What is heard by whom; nil until the first such model is live.
  public var popularity: PopularityModel?
  /// Which version that is; 0 for none.
  public var popularityVersion: UInt32
  /// The ranking models that are live, by name, such as "ranking.shortcuts". All of them were fitted on the feature set that
  /// this process computes.
  public var models: [String: LiveModel<LogisticModel>]

  /// A snapshot.
  public init(
    catalog: CatalogSnapshot, items: ItemTable? = nil, popularity: PopularityModel? = nil,
    popularityVersion: UInt32 = 0,
    models: [String: LiveModel<LogisticModel>] = [:]
  ) {
    self.catalog = catalog
    self.items = items
    self.popularity = popularity
    self.popularityVersion = popularityVersion
    self.models = models
  }
}
