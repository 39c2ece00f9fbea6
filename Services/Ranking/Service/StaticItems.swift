import Domain
import Features
import Synchronization

/// What is static of a catalog's items, computed once for each of its versions, before the first page is made from it.
///
/// Takes about a second and 84 MB a million items, twice the room while a new catalog takes the place of another.
final class StaticItems: Sendable {
  private let tables = Mutex<[(version: UInt64, table: ItemTable)]>([])

  /// Makes the table of a catalog's items, in their order. Keeps that of the catalog before, from which pages are still made.
  func prepare(_ catalog: CatalogSnapshot) {
    let table = FeatureSet.standard.table(of: catalog.items.lazy.map(\.item))
    tables.withLock { tables in
      tables.removeAll { $0.version == catalog.version }
      tables = tables.suffix(1) + [(catalog.version, table)]
    }
  }

  /// The table of a catalog's items; nil when it was not prepared, or two others were since.
  func table(of catalog: CatalogSnapshot) -> ItemTable? {
    tables.withLock { tables in tables.last { $0.version == catalog.version }?.table }
  }
}
