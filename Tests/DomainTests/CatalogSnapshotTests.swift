import Domain
import Features
import Testing

@Suite("The catalog snapshot")
struct CatalogSnapshotTests {
  @Test("Every item is found by its identifier, items stand in order, and of two with one identifier the last stays")
  func random() {
    var random = SystemRandomNumberGenerator()
    let numbers = (0..<300).map { _ in UInt64.random(in: 0..<100, using: &random) }
    let given = numbers.enumerated().map { place, number in
      item(ItemIdentifier(ItemKind.allCases[Int(number) % 5], number), "\(place)")
    }
    let catalog = CatalogSnapshot(version: 3, items: given)
    let identifiers = catalog.items.map(\.item.identifier)
    #expect(identifiers == Set(given.map(\.item.identifier)).sorted(), "\(numbers)")
    for identifier in identifiers {
      #expect(catalog[identifier] == given.last { $0.item.identifier == identifier }, "\(numbers)")
    }
    #expect(catalog[ItemIdentifier(.track, 100_000)] == nil && catalog.version == 3)
  }

  @Test("The editors' list is by rank, ties by identifier, and has only items that are on it") func editorial() {
    let ranks: [UInt32?] = [7, nil, 0, 7, nil, .max, 3]
    let items = ranks.enumerated().map { number, rank in
      CatalogItem(item: Item(identifier: ItemIdentifier(.album, UInt64(number))), title: "", editorialRank: rank)
    }
    let catalog = CatalogSnapshot(version: 1, items: items.reversed())
    #expect(catalog.editorial.map(\.number) == [2, 6, 0, 3, 5])
    #expect(CatalogSnapshot(version: 0, items: []).editorial.isEmpty)
  }

  @Test("Hiding an artist hides what the artist made; hiding an item hides it even when the catalog lost it")
  func hides() {
    let artist = ItemIdentifier(.artist, 1)
    let album = ItemIdentifier(.album, 2)
    let catalog = CatalogSnapshot(
      version: 1, items: [item(artist, ""), CatalogItem(item: Item(identifier: album, artist: artist), title: "")])
    #expect(catalog.hides(album, hidden: [artist]) && catalog.hides(artist, hidden: [artist]))
    #expect(!catalog.hides(artist, hidden: [album]) && !catalog.hides(album, hidden: []))
    let lost = ItemIdentifier(.podcast, 9)
    #expect(catalog.hides(lost, hidden: [lost]) && !catalog.hides(lost, hidden: [artist]))
  }

  private func item(_ identifier: ItemIdentifier, _ title: String) -> CatalogItem {
    CatalogItem(item: Item(identifier: identifier), title: title)
  }
}
