/// A ratio of two sums over clusters, with an interval by the bootstrap over clusters.
///
/// What one listener did is not independent: whole listeners are drawn, with all that they did (cluster bootstrap, percentile
/// interval; Efron and Tibshirani, "An Introduction to the Bootstrap", 1993). The same clusters and generator give the same
/// interval.
public struct ClusterRatio: Hashable, Sendable {
  /// The ratio over all clusters.
  public let estimate: Double
  /// The interval's lower end.
  public let lower: Double
  /// The interval's upper end.
  public let upper: Double
  /// The standard deviation of the ratio over the draws.
  public let standardError: Double
  /// How many clusters there are.
  public let clusterCount: Int

  /// How often clusters are drawn.
  public static let drawsMax = 1000

  /// A ratio put together by hand, such as from a report.
  public init(estimate: Double, lower: Double, upper: Double, standardError: Double, clusterCount: Int) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.standardError = standardError
    self.clusterCount = clusterCount
  }

  /// The ratio of the sum of numerators to the sum of denominators, one of each a cluster.
  ///
  /// `draws` times the number of clusters in time.
  /// - Parameters:
  ///   - numerators: Finite.
  ///   - denominators: Finite, at least 0, as many as numerators.
  ///   - confidence: How much of the draws the interval holds, above 0 and below 1.
  ///   - draws: From 100 to ``drawsMax``.
  /// - Returns: Nil for fewer than two clusters, and when the denominators add up to nothing.
  public init?(
    numerators: [Double], denominators: [Double], confidence: Double = 0.95, draws: Int = drawsMax,
    using generator: inout some RandomNumberGenerator
  ) {
    precondition(numerators.count == denominators.count, "a denominator for each numerator")
    precondition((100...Self.drawsMax).contains(draws) && confidence > 0 && confidence < 1, "within the stated bounds")
    let below = denominators.reduce(0, +)
    guard numerators.count >= 2, below > 0 else { return nil }
    estimate = numerators.reduce(0, +) / below
    clusterCount = numerators.count
    var ratios: [Double] = []
    for _ in 0..<draws {
      if let ratio = Self.draw(numerators, denominators, using: &generator) { ratios.append(ratio) }
    }
    guard ratios.count >= 2 else { return nil }
    ratios.sort()
    let outside = (1 - confidence) / 2
    lower = Self.quantile(outside, of: ratios)
    upper = Self.quantile(1 - outside, of: ratios)
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardError = (squares / Double(ratios.count - 1)).squareRoot()
  }

  /// The smallest true value above 0 that an interval of 95 % would lie above 0 for, in eight of ten such samples: the power
  /// of the sample.
  public var detectable: Double { Self.detectableDeviations * standardError }

  /// The normal distribution's 97.5 % point and its 80 % point.
  private static let detectableDeviations = 1.959963984540054 + 0.8416212335729143

  /// One draw of as many clusters as there are; nil when all drawn have no denominator.
  private static func draw(
    _ numerators: [Double], _ denominators: [Double], using generator: inout some RandomNumberGenerator
  ) -> Double? {
    let count = UInt64(numerators.count)
    var above = 0.0
    var below = 0.0
    for _ in numerators.indices {
      // The bias towards low numbers is below one in 2⁴⁰ for any number of clusters that fits in memory.
      let drawn = Int(generator.next().multipliedFullWidth(by: count).high)
      above += numerators[drawn]
      below += denominators[drawn]
    }
    return below > 0 ? above / below : nil
  }

  /// A quantile of sorted values, between the two nearest.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let left = Int(place)
    let right = min(left + 1, sorted.count - 1)
    return sorted[left] + (sorted[right] - sorted[left]) * (place - Double(left))
  }
}
