/// A share with its standard error, taken over clusters: rows of one listener are alike, and count for less than their number.
struct Estimate: Hashable, Sendable, Codable {
  /// The share.
  var value: Double
  /// Its standard error.
  var standardError: Double

  /// The ratio of two sums; nil when there is nothing to divide by.
  ///
  /// By the linearized variance of a ratio over clusters (Cochran, "Sampling Techniques", 1977, chapter 6).
  /// - Parameter parts: What each cluster adds to both sums.
  init?(_ parts: some Collection<(of: Double, in: Double)>) {
    let whole = parts.reduce(0) { $0 + $1.in }
    guard whole > 0 else { return nil }
    let value = parts.reduce(0) { $0 + $1.of } / whole
    let clusters = Double(parts.count { $0.in > 0 })
    let squares = parts.reduce(0) { $0 + ($1.of - value * $1.in) * ($1.of - value * $1.in) }
    self.value = value
    standardError = clusters > 1 ? (squares * clusters / (clusters - 1)).squareRoot() / whole : 1
  }

  /// How far two estimates may lie apart by chance: ``deviations`` standard errors of their difference.
  func noise(beside other: Estimate) -> Double {
    Self.deviations * (standardError * standardError + other.standardError * other.standardError).squareRoot()
  }

  /// The value less and plus ``deviations`` standard errors.
  var interval: ClosedRange<Double> {
    let noise = Self.deviations * standardError
    return value - noise...value + noise
  }

  /// A normal estimate is further out once in 300,000 tries: with the 200 that one dataset has, once in 1,500 datasets.
  static let deviations = 4.7
}
