import Policies
import Testing

@testable import Models

@Suite("Top selection")
struct TopSelectionTests {
  @Test(
    "It keeps what a whole sort would keep, ties by index, in whatever order they come",
    arguments: 0..<20 as Range<UInt64>)
  func agreesWithSort(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scores = (0..<50).map { _ in Float(generator.below(12)) }
    var order = Array(scores.indices)
    generator.shuffle(&order)
    for capacity in [0, 1, 7, 50, 60] {
      var selection = TopSelection(capacity: capacity)
      for index in order where selection.mightKeep(scores[index]) {
        selection.offer(TopSelection.Entry(index: index, score: scores[index]))
      }
      let expected = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(capacity)
      #expect(selection.sorted().map(\.index) == Array(expected), "seed \(seed)")
    }
  }
}
