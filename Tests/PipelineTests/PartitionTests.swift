import Policies
import Testing

@testable import Pipeline

@Suite("Partition")
struct PartitionTests {
  @Test("Kept and removed together are exactly what was given, each in its order") func random() {
    let seed: UInt64 = 72
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let given = (0..<random.below(40)).map { place in Named(name: "\(random.below(9))", source: "", place: place) }
      let removed = Set((0..<random.below(9)).map { _ in "\(random.below(9))" })
      let split = LetterFilter(removed: removed).apply(to: given, for: NoQuery())
      let place = "seed \(seed), round \(round)"
      #expect((split.kept + split.removed).sorted { $0.place < $1.place } == given, "\(place)")
      for part in [split.kept, split.removed] {
        #expect(part.map(\.place) == part.map(\.place).sorted(), "\(place)")
      }
      #expect(split.kept.allSatisfy { !removed.contains($0.name) }, "\(place)")
      #expect(split.removed.allSatisfy { removed.contains($0.name) }, "\(place)")
    }
  }
}
