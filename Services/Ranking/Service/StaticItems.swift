import Domain
import Features
import Synchronization

/// What is static of the items of the newest catalog, computed once for each of its versions.
///
/// The first page after a new catalog waits for it: about a second for two million items.
final class StaticItems: Sendable {
  private let latest = Mutex<(version: UInt64, table: ItemTable)?>(nil)

  /// The table of a catalog's items, in their order.
  func table(of catalog: CatalogSnapshot) -> ItemTable {
    latest.withLock { latest in
      if let latest, latest.version == catalog.version { return latest.table }
      let table = FeatureSet.standard.table(of: catalog.items.lazy.map(\.item))
      latest = (catalog.version, table)
      return table
    }
  }
}
