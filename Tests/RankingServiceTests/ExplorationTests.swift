import Domain
import Features
import Messages
import Policies
import Testing
import Translation

@testable import RankingService

@Suite("Exploration")
struct ExplorationTests {
  private let epsilon = 0.25
  private let count = 20

  @Test("Every propensity is what epsilon-greedy says, and over all candidates each position adds up to 1")
  func propensities() async throws {
    try await RankingBench.run { bench in
      let greedy = try await bench.rank(MadeRanking.request(cardsMax: 20, order: .greedy)).shelf
      let order = greedy.cards.map(\.candidate.item)
      let explored = epsilon / Double(count)
      for page in 0..<50 {
        let shelf = try await bench.rank(MadeRanking.request(page: "page-\(page)", cardsMax: 20)).shelf
        #expect(Set(shelf.cards.map(\.candidate.item)).count == count)
        for (position, card) in shelf.cards.enumerated() {
          let isGreedyChoice = order[position] == card.candidate.item
          #expect(abs(card.propensity - (isGreedyChoice ? 1 - epsilon + explored : explored)) < 1e-12)
        }
      }
      #expect(abs((1 - epsilon + explored) + Double(count - 1) * explored - 1) < 1e-12)
    }
  }

  @Test("Over many pages the share of explored ones is epsilon, and explored positions are fair") func frequency()
    throws
  {
    let pages = 4_000
    var unlike = 0
    var first: [ItemIdentifier: Int] = [:]
    let candidates = MadeRanking.candidates()
    let snapshot = MadeRanking.snapshot(isLive: false)
    for page in 0..<pages {
      let ranker = ShelfRanker(
        snapshot: snapshot, featureSet: .standard, profile: Profile(), moment: MadeRanking.moment,
        page: "page-\(page)", isGreedy: false)
      let shown = try ranker.rank(
        MadeRanking.shelves[2].exploring(epsilon), candidates: candidates, cardsMax: count
      ).cards.map(\.candidate.item)
      guard shown != MadeRanking.items else { continue }
      unlike += 1
      first[shown[0], default: 0] += 1
    }
    // Five standard deviations either way; the pages are the same at every run.
    let spread = 5 * (Double(pages) * epsilon * (1 - epsilon)).squareRoot()
    #expect(abs(Double(unlike) - Double(pages) * epsilon) < spread)
    let share = Double(unlike) / Double(count)
    for item in MadeRanking.items { #expect(abs(Double(first[item] ?? 0) - share) < 5 * share.squareRoot()) }
  }

  @Test("An epsilon of 0 shows the greedy order with certainty on every page") func never() async throws {
    try await RankingBench.run { bench in
      for page in 0..<20 {
        let shelf = try await bench.rank(MadeRanking.request("sure", page: "page-\(page)")).shelf
        #expect(shelf.cards.map(\.candidate.item) == Array(MadeRanking.items.reversed().prefix(8)))
        #expect(shelf.cards.allSatisfy { $0.propensity == 1 })
      }
    }
  }
}

extension ShelfDefinition {
  /// The shelf without a live model, but with a policy that explores.
  fileprivate func exploring(_ epsilon: Double) -> ShelfDefinition {
    MadeRanking.shelf(shelf, model: "ranking.none", epsilon: epsilon)
  }
}
