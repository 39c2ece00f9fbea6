public import Domain

/// The catalog: replaced whole, read whole.
public protocol CatalogStore: Sendable {
  /// Puts a catalog in place of the one before and returns its version, which is one more.
  ///
  /// All or nothing. Of items with the same identifier the last one stays. Linear in both catalogs.
  func replaceCatalog(_ items: [CatalogItem]) async throws -> UInt64

  /// The whole catalog at its newest version; version 0 and no items before the first import.
  func catalog() async throws -> CatalogSnapshot

  /// How many items the newest catalog has, and how many of them are in the editors' list. Cheaper than reading them.
  func catalogCount() async throws -> CatalogCount

  /// The newest catalog's version; 0 before the first import. Cheap: ask it every second.
  func catalogVersion() async throws -> UInt64
}

/// How large a catalog is.
public struct CatalogCount: Hashable, Sendable {
  /// Its items.
  public var items: Int
  /// Those of them that the editors chose.
  public var editorial: Int

  /// A size.
  public init(items: Int, editorial: Int) {
    self.items = items
    self.editorial = editorial
  }
}
