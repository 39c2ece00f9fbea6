import Features
import Testing

@testable import Domain

@Suite("The order of stage 1")
struct ShelfOrderTests {
  @Test("Sources come in the shelf's order, each in its own, and those it does not name last") func order() throws {
    let shelf = ShelfDefinition(
      shelf: "a", title: "A", reason: "", kinds: [ItemKindName(.artist)],
      sources: [CandidateSourceName(.factorization), CandidateSourceName(.popularity)], familiar: nil,
      listensBelow: nil, candidatesMax: 10, cardsMax: 5, model: nil, epsilon: 0, gate: nil)
    let offered: [CandidateSource] = [.popularity, .editorial, .factorization, .popularity, .factorization]
    let candidates = offered.enumerated().map { number, source in
      Candidate(
        item: ItemIdentifier(.artist, UInt64(number)), source: source, sourcePosition: UInt32(number), sourceScore: 0)
    }
    #expect(shelf.inOrderOfSources(candidates).map(\.item.number) == [2, 4, 0, 3, 1])
    #expect(shelf.inOrderOfSources([]).isEmpty)
  }
}
