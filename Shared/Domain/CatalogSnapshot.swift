public import Features

/// The whole catalog at one version: immutable, shared by all that read it, swapped whole.
///
/// Holds about 200 bytes an item.
public struct CatalogSnapshot: Sendable {
  /// Counts up with every import; 0 for the empty catalog.
  public let version: UInt64
  /// All items, in the order of their identifiers.
  public let items: [CatalogItem]
  /// The editors' list, best first.
  public let editorial: [ItemIdentifier]
  private let positions: [ItemIdentifier: Int]

  /// A snapshot. Of items with the same identifier the last one stays.
  public init(version: UInt64, items: [CatalogItem]) {
    self.version = version
    var latest: [ItemIdentifier: CatalogItem] = [:]
    latest.reserveCapacity(items.count)
    for item in items { latest[item.item.identifier] = item }
    let sorted = latest.values.sorted { $0.item.identifier < $1.item.identifier }
    self.items = sorted
    positions = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.item.identifier, $0) })
    editorial =
      sorted
      .compactMap { item in item.editorialRank.map { ($0, item.item.identifier) } }
      .sorted { $0 < $1 }
      .map(\.1)
  }

  /// The item of that identifier; nil when the catalog has none.
  public subscript(_ identifier: ItemIdentifier) -> CatalogItem? {
    positions[identifier].map { items[$0] }
  }

  /// Where the item stands among ``items``; nil when the catalog has none.
  public func place(of identifier: ItemIdentifier) -> Int? { positions[identifier] }

  /// What the core knows of an item; nil when the catalog has none of that identifier.
  public func item(_ identifier: ItemIdentifier) -> Item? {
    positions[identifier].map { items[$0].item }
  }

  /// Whether an item must not be shown to a listener who hid these: it is one of them, or by an artist among them.
  public func hides(_ item: ItemIdentifier, hidden: Set<ItemIdentifier>) -> Bool {
    if hidden.contains(item) { return true }
    guard let artist = self[item]?.item.artist else { return false }
    return hidden.contains(artist)
  }
}
