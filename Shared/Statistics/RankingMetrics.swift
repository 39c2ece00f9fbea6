import Glibc

/// How good an order is, against the items known to be right.
///
/// Each is nil where it has no meaning (nothing is right, or everything is), so that an average leaves it out instead of
/// taking in a zero.
public enum RankingMetrics {
  /// The share of the relevant items found in the first `k` places.
  ///
  /// - Parameters:
  ///   - k: How many places count, at least 1.
  ///   - relevance: For each place from the first, whether its item is relevant; at least `k` long unless the list ended.
  ///   - relevantCount: How many relevant items there are, ranked or not.
  /// - Returns: 0 to 1; nil when nothing is relevant.
  public static func recall(at k: Int, relevance: [Bool], relevantCount: Int) -> Double? {
    precondition(k >= 1, "a list needs a place")
    guard relevantCount > 0 else { return nil }
    let found = relevance.prefix(k).count { $0 }
    return Double(found) / Double(relevantCount)
  }

  /// Discounted gain of the first `k` places over that of the best possible order (NDCG, binary relevance).
  ///
  /// The place p from 1 gains `1 / log2(p + 1)`; the best order has `min(k, relevantCount)` relevant items first
  /// (Järvelin and Kekäläinen, 2002). Parameters as for ``recall(at:relevance:relevantCount:)``.
  /// - Returns: 0 to 1; nil when nothing is relevant.
  public static func ndcg(at k: Int, relevance: [Bool], relevantCount: Int) -> Double? {
    precondition(k >= 1, "a list needs a place")
    guard relevantCount > 0 else { return nil }
    var gain = 0.0
    for (place, isRelevant) in relevance.prefix(k).enumerated() where isRelevant {
      gain += discount(place: place)
    }
    var ideal = 0.0
    for place in 0..<min(k, relevantCount) {
      ideal += discount(place: place)
    }
    return gain / ideal
  }

  /// The chance that a positive scores above a negative, ties counting half (area under the ROC curve).
  ///
  /// By mid-ranks (Mann and Whitney), in n log n. Scores that are not finite count as equal, and as the worst.
  /// - Parameters:
  ///   - scores: Higher means more likely positive.
  ///   - labels: Which are positive; as many as scores.
  /// - Returns: 0 to 1; nil unless there is a positive and a negative.
  public static func areaUnderCurve(scores: [Float], labels: [Bool]) -> Double? {
    precondition(scores.count == labels.count, "a label for each score")
    let positives = labels.count { $0 }
    let negatives = labels.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let sinking = scores.map { $0.isFinite ? $0 : -Float.infinity }
    let order = sinking.indices.sorted { sinking[$0] < sinking[$1] }
    var positiveRanks = 0.0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, sinking[order[end]] == sinking[order[start]] { end += 1 }
      let midRank = Double(start + end + 1) / 2
      positiveRanks += midRank * Double(order[start..<end].count { labels[$0] })
      start = end
    }
    let wins = positiveRanks - Double(positives) * Double(positives + 1) / 2
    return wins / (Double(positives) * Double(negatives))
  }

  private static func discount(place: Int) -> Double {
    1 / log2(Double(place + 2))
  }
}
