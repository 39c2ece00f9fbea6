import Datasets
import Glibc
import Models
import Statistics

/// How good an order of held-out slates is: each slate for itself, added up listener by listener.
///
/// Which slates get clicks has no part in it. An order of all rows together would mostly tell listeners who click much from
/// those who click little, and a model without any skill in ordering cards would pass.
struct RankingQuality: Hashable, Sendable {
  /// How many places of a slate count.
  static let places = 10

  /// Pairs of a clicked card and another of its slate in the right order, by listener; ties count half.
  private(set) var orderedPairs: [Double]
  /// Pairs of a clicked card and another of its slate, by listener.
  private(set) var pairs: [Double]
  /// The sum of NDCG@10 of slates with a click, by listener.
  private(set) var gains: [Double]
  /// Slates with a click, by listener.
  private(set) var clickedSlates: [Double]
  /// The mean negative log-likelihood of the labels, natural logarithm; nil for scores that are no probabilities.
  private(set) var logLoss: Double?

  /// The chance that a clicked card scores above another of its slate.
  var areaUnderCurve: Double { orderedPairs.reduce(0, +) / max(1, pairs.reduce(0, +)) }
  /// The mean NDCG@10 of the slates that had a click.
  var ndcgAt10: Double { gains.reduce(0, +) / max(1, clickedSlates.reduce(0, +)) }
  /// How many slates had a click.
  var slates: Int { Int(clickedSlates.reduce(0, +)) }
  /// How many listeners had a slate with a click and another card beside it.
  var listeners: Int { pairs.count { $0 > 0 } }

  /// The quality of scores, one a row of the dataset; nil when no slate has a click and another card beside it.
  ///
  /// Cards of equal score stand in the order of their items, never in the order shown: that would know the clicks.
  init?(ofScores scores: [Float], on dataset: RankingDataset, probabilities: [Float]? = nil) {
    let listeners = dataset.listenerCount
    orderedPairs = [Double](repeating: 0, count: listeners)
    (pairs, gains, clickedSlates) = (orderedPairs, orderedPairs, orderedPairs)
    for slate in dataset.slates {
      let listener = Int(dataset.listeners[slate.lowerBound])
      let (ordered, all) = RankingMetrics.orderedPairs(scores: scores[slate], labels: dataset.labels[slate])
      orderedPairs[listener] += ordered
      pairs[listener] += all
      guard let gain = Self.ndcg(of: slate, scores, dataset) else { continue }
      gains[listener] += gain
      clickedSlates[listener] += 1
    }
    guard pairs.contains(where: { $0 > 0 }) else { return nil }
    logLoss = probabilities.map { Self.logLoss(of: $0, dataset.labels) }
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
