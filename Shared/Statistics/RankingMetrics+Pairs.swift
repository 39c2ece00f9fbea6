extension RankingMetrics {
  /// Of one slate: how many pairs of a positive and a negative there are, and how many of them a score has in the right order,
  /// ties counting half.
  ///
  /// Their ratio over all slates is the area under the ROC curve within slates: it says whether a score tells the cards of one
  /// page apart, and nothing of which pages are clicked more. Scores that are not finite count as the worst.
  /// Takes time as positives times negatives.
  /// - Parameters:
  ///   - scores: Higher means more likely positive.
  ///   - labels: Which are positive; as many as scores.
  public static func orderedPairs(
    scores: ArraySlice<Float>, labels: ArraySlice<Bool>
  ) -> (ordered: Double, pairs: Double) {
    precondition(scores.count == labels.count, "a label for each score")
    var (ordered, pairs) = (0.0, 0.0)
    for (positive, label) in zip(scores, labels) where label {
      let high = positive.isFinite ? positive : -Float.infinity
      for (negative, label) in zip(scores, labels) where !label {
        let low = negative.isFinite ? negative : -Float.infinity
        pairs += 1
        ordered += high > low ? 1 : high == low ? 0.5 : 0
      }
    }
    return (ordered, pairs)
  }
}
