/// A mean with its 95 % confidence interval, by the normal approximation.
///
/// The approximation is fair from some 30 values on; with fewer the true interval is wider.
public struct MeanInterval: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The standard deviation of the mean, from the sample.
  public let standardError: Double
  /// How many values it is of, at least 2.
  public let count: Int

  /// The mean of values, all finite; nil for fewer than two.
  public init?(of values: [Double]) {
    guard values.count >= 2 else { return nil }
    let size = Double(values.count)
    let mean = values.reduce(0, +) / size
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = (squares / (size - 1) / size).squareRoot()
    count = values.count
  }

  /// The mean of `left - right`, pair by pair: narrower than two intervals, because what is common to a pair cancels.
  ///
  /// - Returns: Nil for fewer than two pairs. The lists are equally long.
  public static func pairedDifference(_ left: [Double], _ right: [Double]) -> MeanInterval? {
    precondition(left.count == right.count, "pairs have two sides")
    return MeanInterval(of: zip(left, right).map { $0 - $1 })
  }

  /// The interval's lower end.
  public var lower: Double { mean - Self.deviations * standardError }
  /// The interval's upper end.
  public var upper: Double { mean + Self.deviations * standardError }

  /// The normal distribution's 97.5 % point.
  private static let deviations = 1.959963984540054
}
