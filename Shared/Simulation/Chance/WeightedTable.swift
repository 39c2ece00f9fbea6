/// Draws an index in proportion to its weight, in logarithmic time.
struct WeightedTable: Sendable {
  private let cumulative: [Double]

  /// A table of weights from 0; finite.
  init(_ weights: [Double]) {
    var sum = 0.0
    cumulative = weights.map {
      sum += $0
      return sum
    }
  }

  /// The sum of all weights.
  var total: Double { cumulative.last ?? 0 }

  /// An index whose weight is above 0; nil when no weight is.
  func draw(_ dice: inout Dice) -> Int? {
    guard total > 0 else { return nil }
    let target = dice.uniform() * total
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
