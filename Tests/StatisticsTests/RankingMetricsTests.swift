import Statistics
import Testing

@Suite("Ranking metrics")
struct RankingMetricsTests {
  @Test("Recall is the share of relevant items in the first places")
  func recall() {
    let relevance = [true, false, true, false, true]
    #expect(RankingMetrics.recall(at: 3, relevance: relevance, relevantCount: 4) == 0.5)
    #expect(RankingMetrics.recall(at: 10, relevance: relevance, relevantCount: 4) == 0.75)
    #expect(RankingMetrics.recall(at: 3, relevance: relevance, relevantCount: 0) == nil)
  }

  @Test("NDCG is 1 for the best order and falls with the place of the hit")
  func ndcg() throws {
    #expect(RankingMetrics.ndcg(at: 2, relevance: [true, true, false], relevantCount: 5) == 1)
    #expect(RankingMetrics.ndcg(at: 3, relevance: [false, false, false], relevantCount: 1) == 0)
    #expect(RankingMetrics.ndcg(at: 3, relevance: [false, false, true], relevantCount: 1) == 0.5)
    let mixed = try #require(RankingMetrics.ndcg(at: 3, relevance: [true, false, true], relevantCount: 2))
    #expect(abs(mixed - 0.9197207891481876) < 1e-12, "(1 + 1/2) / (1 + 1/log2(3))")
    #expect(RankingMetrics.ndcg(at: 3, relevance: [], relevantCount: 0) == nil)
  }

  @Test("Area under the curve counts ties half and needs both classes")
  func areaUnderCurve() {
    #expect(RankingMetrics.areaUnderCurve(scores: [1, 2, 3, 4], labels: [false, false, true, true]) == 1)
    #expect(RankingMetrics.areaUnderCurve(scores: [5, 5, 5], labels: [true, false, true]) == 0.5)
    #expect(RankingMetrics.areaUnderCurve(scores: [1, 3, 2, 2], labels: [false, true, true, false]) == 0.875)
    #expect(RankingMetrics.areaUnderCurve(scores: [.nan, 0], labels: [true, false]) == 0)
    #expect(RankingMetrics.areaUnderCurve(scores: [1, 2], labels: [true, true]) == nil)
    #expect(RankingMetrics.areaUnderCurve(scores: [], labels: []) == nil)
  }
}
