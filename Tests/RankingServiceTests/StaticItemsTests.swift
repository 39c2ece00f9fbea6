import Domain
import Features
import Testing

@testable import RankingService

@Suite("What is static of a catalog's items")
struct StaticItemsTests {
  private func catalog(_ version: UInt64, items: Int) -> CatalogSnapshot {
    CatalogSnapshot(
      version: version,
      items: (0..<items).map { number in
        CatalogItem(item: Item(identifier: ItemIdentifier(.track, UInt64(number))), title: "Track \(number)")
      })
  }

  @Test("Only a table that was prepared is given out, never one made while a page waits") func prepared() {
    let items = StaticItems()
    #expect(items.table(of: catalog(1, items: 3)) == nil)
    items.prepare(catalog(1, items: 3))
    #expect(items.table(of: catalog(1, items: 3))?.count == 3)
  }

  @Test("The table of the catalog before stays while pages are made from it, and no older one") func before() {
    let items = StaticItems()
    for version in 1...3 { items.prepare(catalog(UInt64(version), items: version)) }
    let counts = (1...3).map { items.table(of: catalog(UInt64($0), items: $0))?.count }
    #expect(counts == [nil, 2, 3])
  }
}
