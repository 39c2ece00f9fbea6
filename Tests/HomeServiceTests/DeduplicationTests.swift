import Domain
import Features
import Policies
import Testing

@testable import HomeService

@Suite("Deduplication")
struct DeduplicationTests {
  @Test("No two shelves keep the same item, order stays, and the higher shelf wins up to what it reserves")
  func random() {
    let seed: UInt64 = 41
    var random = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let shelves = MadeHome.shelves.definitions.map { definition in
        var items = (0..<40).map { ItemIdentifier(.artist, $0) }
        random.shuffle(&items)
        return PageShelf(
          definition: definition,
          candidates: items.prefix(random.below(40)).enumerated().map { position, item in
            Candidate(item: item, source: .rule, sourcePosition: UInt32(position), sourceScore: 0)
          })
      }
      let cardsMax = 1 + random.below(4)
      let distinct = Deduplication.apply(to: shelves) { _ in cardsMax }
      var reserved = Set<ItemIdentifier>()
      for (given, kept) in zip(shelves, distinct) {
        let free = given.candidates.filter { !reserved.contains($0.item) }
        let expected = Array(free.prefix(cardsMax * Deduplication.reservedPerCard))
        #expect(kept.candidates == expected, "seed \(seed), round \(round)")
        reserved.formUnion(kept.candidates.map(\.item))
      }
      let all = distinct.flatMap(\.candidates).map(\.item)
      #expect(Set(all).count == all.count, "seed \(seed), round \(round)")
    }
  }
}
