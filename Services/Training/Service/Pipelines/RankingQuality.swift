import Datasets
import Glibc
import Models
import Statistics

/// How good an order of held-out slates is.
struct RankingQuality: Hashable, Sendable {
  /// How many places of a slate count.
  static let places = 10

  /// The chance that a clicked card scores above one that was not, over all slates.
  var areaUnderCurve: Double
  /// The mean NDCG@10 of the slates that had a click.
  var ndcgAt10: Double
  /// The mean negative log-likelihood of the labels, natural logarithm; nil for scores that are no probabilities.
  var logLoss: Double?
  /// How many slates had a click.
  var slates: Int

  /// The quality of scores, one a row of the dataset; nil when it has no click, or nothing else.
  ///
  /// Cards of equal score stand in the order of their items, never in the order shown: that would know the clicks.
  init?(ofScores scores: [Float], on dataset: RankingDataset, probabilities model: LogisticModel? = nil) {
    guard let area = RankingMetrics.areaUnderCurve(scores: scores, labels: dataset.labels) else { return nil }
    let gains = dataset.slates.compactMap { Self.ndcg(of: $0, scores, dataset) }
    guard !gains.isEmpty else { return nil }
    areaUnderCurve = area
    ndcgAt10 = gains.reduce(0, +) / Double(gains.count)
    logLoss = model.map { Self.logLoss(of: scores.map($0.probability(ofScore:)), dataset.labels) }
    slates = gains.count
  }

  /// A quality put together by hand, for tests of gates.
  init(areaUnderCurve: Double, ndcgAt10: Double, logLoss: Double? = nil, slates: Int = 100) {
    self.areaUnderCurve = areaUnderCurve
    self.ndcgAt10 = ndcgAt10
    self.logLoss = logLoss
    self.slates = slates
  }

  private static func ndcg(of slate: Range<Int>, _ scores: [Float], _ dataset: RankingDataset) -> Double? {
    let order = slate.sorted { (-scores[$0], dataset.items[$0]) < (-scores[$1], dataset.items[$1]) }
    let relevance = order.map { dataset.labels[$0] }
    return RankingMetrics.ndcg(at: places, relevance: relevance, relevantCount: relevance.count { $0 })
  }

  private static func logLoss(of probabilities: [Float], _ labels: [Bool]) -> Double {
    let losses = zip(probabilities, labels).map { probability, label in
      let likelihood = label ? Double(probability) : 1 - Double(probability)
      return -log(max(likelihood, 1e-12))
    }
    return losses.reduce(0, +) / Double(max(losses.count, 1))
  }
}
