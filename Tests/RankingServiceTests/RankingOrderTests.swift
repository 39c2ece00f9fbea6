import Domain
import Features
import Messages
import Models
import Policies
import RPC
import Testing
import Translation

@testable import RankingService

@Suite("Ranking a shelf")
struct RankingOrderTests {
  @Test("Greedy is by falling score, leaves nothing to chance, and scores are chances of a click") func greedy()
    async throws
  {
    try await RankingBench.run { bench in
      let shelf = try await bench.rank(MadeRanking.request(order: .greedy)).shelf
      #expect(shelf.policy == "greedy" && shelf.model.description == "ranking.artists@7")
      #expect(shelf.cards.map(\.candidate.item) == Array(MadeRanking.items.reversed().prefix(8)))
      #expect(shelf.cards.map(\.score) == shelf.cards.map(\.score).sorted(by: >))
      #expect(shelf.cards.allSatisfy { (0...1).contains($0.score) && $0.propensity == 1 })
    }
  }

  @Test("Chances so near to 1 that Float cannot tell them apart are still ordered by the model's score")
  func saturated() throws {
    let candidates = (0..<20).map { position in
      Candidate(
        item: MadeRanking.items[position], source: .popularity, sourcePosition: UInt32(1) << UInt32(position + 12),
        sourceScore: 0)
    }
    let ranker = ShelfRanker(
      snapshot: MadeRanking.snapshot(), featureSet: .standard, profile: Profile(), moment: MadeRanking.moment,
      page: "page", isGreedy: true)
    let shelf = try ranker.rank(MadeRanking.shelves[0], candidates: candidates, cardsMax: 20)
    #expect(Set(shelf.cards.map(\.score)).count < 20, "the test needs chances that cannot be told apart")
    #expect(shelf.cards.map(\.candidate.item) == MadeRanking.items.reversed())
  }

  @Test("The features of a card are exactly what the feature set computes for its candidate") func features()
    async throws
  {
    let candidates = MadeRanking.candidates()
    let snapshot = MadeRanking.snapshot()
    let profile = MadeRanking.profile
    let rows = try candidates.map { candidate in
      FeatureRow(
        item: try #require(snapshot.catalog[candidate.item]).item,
        popularity: try #require(snapshot.popularity?.popularity(of: candidate.item, for: profile.attributes)),
        source: candidate.source, sourcePosition: candidate.sourcePosition, factorAffinity: candidate.factorAffinity)
    }
    let expected = FeatureSet.standard.compute(profile: profile, rows: rows, at: MadeRanking.moment)
    try await RankingBench.run(snapshot) { bench in
      let shelf = try await bench.rank(MadeRanking.request(cardsMax: 20)).shelf
      #expect(shelf.cards.count == 20)
      for card in shelf.cards {
        let row = try #require(candidates.firstIndex(of: card.candidate))
        #expect(card.features == expected.vector(row: row))
        #expect(
          card.score == MadeRanking.model.probability(ofScore: MadeRanking.model.score(expected.vector(row: row))))
      }
    }
  }

  @Test("The same page is picked the same way again; another page another way, sooner or later") func reproducible()
    async throws
  {
    try await RankingBench.run { bench in
      var orders = Set<[ItemIdentifier]>()
      for page in 0..<40 {
        let request = MadeRanking.request(page: "page-\(page)")
        let first = try await bench.rank(request).shelf
        #expect(try await bench.rank(request).shelf == first)
        orders.insert(first.cards.map(\.candidate.item))
      }
      #expect(orders.count > 1)
    }
  }

  @Test("No live model keeps the order of stage 1, says so, explores, and still logs features") func noModel()
    async throws
  {
    try await RankingBench.run(MadeRanking.snapshot(isLive: false)) { bench in
      let (shelf, degradations) = try await bench.rank(MadeRanking.request(order: .greedy))
      #expect(shelf.cards.map(\.candidate.item) == Array(MadeRanking.items.prefix(8)))
      #expect(shelf.cards.allSatisfy { $0.score == 0 && $0.features != nil })
      #expect(shelf.model == ModelVersion(model: "ranking.artists", version: 0))
      #expect(
        degradations == [
          Wire.Degradation(
            service: "ranking", shelf: "artists", reason: "no version of ranking.artists is live",
            fallback: "the order of stage 1", code: "noModel")
        ])
      #expect(try await bench.rank(MadeRanking.request()).shelf.policy == "epsilonGreedy(0.25)")
    }
  }

  @Test("A shelf of fixed order keeps it, needs no model and computes no features") func fixed() async throws {
    try await RankingBench.run { bench in
      let (shelf, degradations) = try await bench.rank(MadeRanking.request("fixed"))
      #expect(shelf.cards.map(\.candidate.item) == Array(MadeRanking.items.prefix(8)))
      #expect(shelf.policy == "fixed" && degradations.isEmpty)
      #expect(shelf.cards.allSatisfy { $0.features == nil && $0.propensity == 1 })
    }
  }

  @Test("A shelf of no candidates is an empty shelf, and an item the catalog lost is ranked all the same")
  func oddCandidates() async throws {
    try await RankingBench.run { bench in
      #expect(try await bench.rank(MadeRanking.request(candidates: [])).shelf.cards.isEmpty)
      let lost = Candidate(
        item: ItemIdentifier(.artist, 999), source: .editorial, sourcePosition: .max, sourceScore: 0)
      let card = try #require(try await bench.rank(MadeRanking.request(candidates: [lost])).shelf.cards.first)
      #expect(card.candidate == lost && card.propensity == 1 && (0...1).contains(card.score))
    }
  }
}
