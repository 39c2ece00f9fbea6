import Domain
import Features
import Storage
import Testing

@testable import TrainingService

@Suite("Gates")
struct GateTests {
  private let gate: RankingGate

  init() throws {
    let shelf = try MadeLog.shelf(areaMin: 0.6, gainMin: 0.05, impressionsMin: 100)
    gate = RankingGate(threshold: try #require(shelf.gate), slatesMin: 30)
  }

  private func evaluation(_ ndcg: Double, area: Double = 0.7, live: Double? = nil, slates: Int = 100)
    -> RankingEvaluation
  {
    RankingEvaluation(
      model: RankingQuality(areaUnderCurve: area, ndcgAt10: ndcg, slates: slates),
      popularity: RankingQuality(areaUnderCurve: 0.5, ndcgAt10: 0.4),
      live: live.map { RankingQuality(areaUnderCurve: 0.7, ndcgAt10: $0) },
      liveVersion: live.map { _ in ModelVersion(model: "ranking.artists", version: 3) })
  }

  @Test("A model that reaches the threshold and beats what is live passes") func passes() throws {
    #expect(try gate.decide(evaluation(0.5), impressions: 100).contains("nothing was live"))
    #expect(try gate.decide(evaluation(0.5, live: 0.49), impressions: 100).contains("beats ranking.artists@3"))
  }

  @Test("Each reason against a model is said, with its figures") func reasons() throws {
    let cases: [(RankingEvaluation, Int, String)] = [
      (evaluation(0.5), 99, "99 impressions are fewer than the 100"),
      (evaluation(0.5, slates: 29), 100, "29 held-out slates with a click are fewer than 30"),
      (evaluation(0.5, area: 0.59), 100, "auc 0.59 is below the shelf's 0.6"),
      (evaluation(0.44), 100, "above popularity's 0.4"),
      (evaluation(0.5, live: 0.5), 100, "does not beat 0.5 of ranking.artists@3"),
      (evaluation(0.5, live: 0.6), 100, "does not beat 0.6 of ranking.artists@3"),
    ]
    for (evaluation, impressions, reason) in cases {
      let refusal = #expect(throws: Refusal.self) { try gate.decide(evaluation, impressions: impressions) }
      #expect(refusal?.message.contains(reason) == true, "\(reason) in \(refusal?.message ?? "")")
      #expect(refusal?.figures.contains { $0.name == "ndcg@10" } == true)
    }
    let all = #expect(throws: Refusal.self) {
      try gate.decide(evaluation(0.1, area: 0.1, live: 0.2), impressions: 1)
    }
    #expect(all?.message.split(separator: ";").count == 4)
  }
}
