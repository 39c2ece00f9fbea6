/// What one column of numbers looks like, gathered a value at a time and mergeable: the same whether the rows were seen
/// together or in parts (but for rounding).
///
/// Mean and deviation by Welford's update and Chan, Golub and LeVeque's merge (1979), which keep their precision where a
/// sum of squares loses it. Constant size. No figure is ever NaN or infinite.
public struct ColumnSummary: Hashable, Sendable, Codable {
  /// Rows with a finite value.
  public private(set) var finite: UInt64 = 0
  /// Rows without a value.
  public private(set) var missing: UInt64 = 0
  /// Rows whose value was NaN or infinite; they take no part in the other figures.
  public private(set) var notFinite: UInt64 = 0
  /// The least finite value; 0 when there is none.
  public private(set) var minimum: Double = 0
  /// The mean of the finite values; 0 when there is none.
  public private(set) var mean: Double = 0
  /// The greatest finite value; 0 when there is none.
  public private(set) var maximum: Double = 0
  /// The sum of squared differences from the mean.
  private var squaredDeviations: Double = 0

  /// The summary of nothing.
  public init() {}

  /// Rows seen, with and without a value.
  public var rows: UInt64 { finite &+ missing &+ notFinite }

  /// The share of rows without a value, 0 to 1; 0 of no rows.
  public var missingShare: Double { rows == 0 ? 0 : Double(missing) / Double(rows) }

  /// The standard deviation of the finite values as a whole population; 0 of fewer than two.
  public var standardDeviation: Double {
    finite < 2 ? 0 : (max(0, squaredDeviations) / Double(finite)).squareRoot()
  }

  /// Takes one row in; nil is a row without a value. Constant time.
  public mutating func add(_ value: Double?) {
    guard let value else {
      missing += 1
      return
    }
    guard value.isFinite else {
      notFinite += 1
      return
    }
    finite += 1
    if finite == 1 {
      (minimum, mean, maximum) = (value, value, value)
      return
    }
    let difference = value - mean
    mean = Self.bounded(mean + difference / Double(finite))
    squaredDeviations = Self.bounded(squaredDeviations + difference * (value - mean))
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// Takes in what another summary saw. Constant time.
  public mutating func merge(_ other: ColumnSummary) {
    let (mine, theirs) = (Double(finite), Double(other.finite))
    finite += other.finite
    missing += other.missing
    notFinite += other.notFinite
    guard theirs > 0 else { return }
    guard mine > 0 else {
      (minimum, mean, maximum) = (other.minimum, other.mean, other.maximum)
      squaredDeviations = other.squaredDeviations
      return
    }
    let difference = other.mean - mean
    mean = Self.bounded(mean + difference * (theirs / (mine + theirs)))
    squaredDeviations = Self.bounded(
      squaredDeviations + other.squaredDeviations + difference * difference * (mine * theirs / (mine + theirs)))
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// The nearest finite number: values near the greatest double may overflow a difference.
  private static func bounded(_ value: Double) -> Double {
    if value.isNaN { return 0 }
    return max(-Double.greatestFiniteMagnitude, min(Double.greatestFiniteMagnitude, value))
  }
}
