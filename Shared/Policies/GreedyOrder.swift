/// The order a shelf would have if nothing were left to chance.
enum GreedyOrder {
  /// Indices by falling score; equal scores by index; scores that are not finite at the end, by index.
  static func of(_ scores: [Float]) -> [Int] {
    scores.indices.sorted { left, right in
      let leftScore = scores[left]
      let rightScore = scores[right]
      guard leftScore.isFinite, rightScore.isFinite else {
        return leftScore.isFinite == rightScore.isFinite ? left < right : leftScore.isFinite
      }
      return leftScore == rightScore ? left < right : leftScore > rightScore
    }
  }
}
