import Domain
import Features
import Messages
import Testing
import Translation

/// Cards as the app gets them.
@Suite struct CardForPeopleTests {
  @Test("Cards get titles from the catalog, and their identifier when it has none")
  func titles() throws {
    let known = ItemIdentifier(.album, 1)
    let catalog = CatalogSnapshot(
      version: 1, items: [CatalogItem(item: Item(identifier: known), title: "Blue", subtitle: "Joni")])
    let cards = [known, ItemIdentifier(.album, 2)].enumerated().map { position, item in
      let served = ServedCard(
        candidate: Candidate(item: item, source: .editorial, sourcePosition: 0, sourceScore: 0), score: 0.5,
        propensity: 1, features: nil)
      return Wire.Card(served, position: position, item: catalog[item], reason: "Chosen by our editors")
    }
    #expect(cards.map(\.title) == ["Blue", "album:2"])
    #expect(cards.map(\.subtitle) == ["Joni", ""])
    #expect(cards.map(\.position) == [0, 1])
    #expect(cards[0].reason == "Chosen by our editors")
    #expect(cards[0].source == "editorial")
  }
}
