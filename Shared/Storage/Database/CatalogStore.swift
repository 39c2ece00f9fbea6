public import Domain

/// The catalog: replaced whole, read whole.
public protocol CatalogStore: Sendable {
  /// Puts a catalog in place of the one before and returns its version, which is one more.
  ///
  /// All or nothing. Of items with the same identifier the last one stays. Linear in both catalogs.
  func replaceCatalog(_ items: [CatalogItem]) async throws -> UInt64

  /// The whole catalog at its newest version; version 0 and no items before the first import.
  func catalog() async throws -> CatalogSnapshot

  /// The newest catalog's version; 0 before the first import. Cheap: ask it every second.
  func catalogVersion() async throws -> UInt64
}
