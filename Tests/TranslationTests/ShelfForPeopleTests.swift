import Domain
import Features
import Messages
import Testing
import Translation

/// Shelves as the app gets them.
@Suite struct ShelfForPeopleTests {
  @Test("Cards get titles from the catalog, and their identifier when it has none")
  func titles() throws {
    let known = ItemIdentifier(.album, 1)
    let catalog = CatalogSnapshot(
      version: 1, items: [CatalogItem(item: Item(identifier: known), title: "Blue", subtitle: "Joni")])
    let cards = [known, ItemIdentifier(.album, 2)].map { item in
      ServedCard(
        candidate: Candidate(item: item, source: .editorial, sourcePosition: 0, sourceScore: 0), score: 0.5,
        propensity: 1, features: nil)
    }
    let served = ServedShelf(
      shelf: "picks", model: ModelVersion(model: "", version: 0), policy: "fixed", cards: cards)
    let shelf = Wire.Shelf(
      served, title: "Editors' picks", reason: "Chosen by our editors", catalog: catalog)
    #expect(shelf.title == "Editors' picks")
    #expect(shelf.cards.map(\.title) == ["Blue", "album:2"])
    #expect(shelf.cards.map(\.subtitle) == ["Joni", ""])
    #expect(shelf.cards.map(\.position) == [0, 1])
    #expect(shelf.cards[0].reason == "Chosen by our editors")
    #expect(shelf.cards[0].source == "editorial")
  }
}
