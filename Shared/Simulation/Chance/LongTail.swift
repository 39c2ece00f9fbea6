/// The shape of popularity: few are heard by many, most by few.
enum LongTail {
  /// The weight of the item at this rank, from 0: one over the rank to the power 3/4, by square roots, which IEEE rounds
  /// the same everywhere.
  static func weight(rank: Int) -> Double {
    let root = Double(rank + 1).squareRoot()
    return 1 / (root * root.squareRoot())
  }

  /// Long-tailed weights for these scores: the highest score has rank 0. Ties go to the earlier.
  static func weights(scores: [Double]) -> [Double] {
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    var weights = scores
    for (rank, index) in order.enumerated() { weights[index] = weight(rank: rank) }
    return weights
  }
}
