import Policies
import Statistics
import Testing

@Suite("Ratios over clusters")
struct ClusterRatioTests {
  private func measured(_ above: [Double], _ below: [Double], seed: UInt64 = 1, confidence: Double = 0.95)
    -> ClusterRatio?
  {
    var generator = SeededGenerator(seed: seed)
    return ClusterRatio(numerators: above, denominators: below, confidence: confidence, using: &generator)
  }

  @Test("The estimate is the ratio of the sums, and the interval holds it") func estimate() throws {
    let ratio = try #require(measured([1, 4, 1], [2, 4, 2]))
    #expect(ratio.estimate == 0.75 && ratio.clusterCount == 3)
    #expect(ratio.lower >= 0.5 && ratio.lower <= 0.75 && ratio.upper >= 0.75 && ratio.upper <= 1)
  }

  @Test("The same seed gives the same interval") func reproducible() {
    #expect(measured([1, 2, 3, 5], [2, 3, 4, 5]) == measured([1, 2, 3, 5], [2, 3, 4, 5]))
  }

  @Test("Its standard error is that of a mean where clusters are alike") func standardError() throws {
    var generator = SeededGenerator(seed: 11)
    let values = (0..<400).map { _ in generator.unit() }
    let ratio = try #require(measured(values, values.map { _ in 1 }))
    let interval = try #require(MeanInterval(of: values))
    #expect(abs(ratio.standardError / interval.standardError - 1) < 0.15)
    #expect(abs(ratio.lower - interval.lower) < 0.4 * interval.standardError)
    #expect(abs(ratio.detectable / ratio.standardError - 2.8015) < 0.001)
  }

  @Test("What clusters repeat is no more certain for being repeated") func clusters() throws {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<100).map { _ in generator.unit() }
    let once = try #require(measured(values, values.map { _ in 1 }))
    let often = try #require(measured(values.map { $0 * 50 }, values.map { _ in 50 }))
    #expect(abs(often.standardError - once.standardError) < 1e-9)
  }

  @Test("An interval of 95 % holds the truth about as often") func coverage() throws {
    var held = 0
    for seed in 0..<200 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let values = (0..<60).map { _ in generator.unit() }
      let ratio = try #require(measured(values, values.map { _ in 1 }, seed: seed))
      if ratio.lower <= 0.5, ratio.upper >= 0.5 { held += 1 }
    }
    #expect((180...198).contains(held))
  }

  @Test("There is none of one cluster, or of nothing") func none() {
    #expect(measured([1], [1]) == nil)
    #expect(measured([0, 0], [0, 0]) == nil)
  }

  @Test("Pairs count within a slate, ties half, and no number is the worst") func pairs() {
    let (ordered, pairs) = RankingMetrics.orderedPairs(
      scores: [3, 1, 1, .nan][...], labels: [true, false, true, false][...])
    #expect(pairs == 4 && ordered == 3.5)
    #expect(RankingMetrics.orderedPairs(scores: [1, 2][...], labels: [true, true][...]).pairs == 0)
  }
}
