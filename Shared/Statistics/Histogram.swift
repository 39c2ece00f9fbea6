/// How many rows fell in each of a column's bins, with a bin of their own for rows without a usable value.
///
/// Gathered a value at a time; histograms over equal bins merge exactly. As many numbers as bins, and one.
public struct Histogram: Hashable, Sendable, Codable {
  /// The ranges counted in.
  public let bins: Bins
  /// Rows by bin, as many as there are bins.
  public private(set) var counts: [UInt64]
  /// Rows without a usable value: missing, NaN or infinite.
  public private(set) var missing: UInt64 = 0

  /// Nothing yet, over these bins.
  public init(bins: Bins) {
    self.bins = bins
    counts = Array(repeating: 0, count: bins.count)
  }

  /// Takes one row in; nil, NaN and infinity go to ``missing``. O(log bins).
  public mutating func add(_ value: Double?) {
    if let value, value.isFinite { counts[bins.index(of: value)] += 1 } else { missing += 1 }
  }

  /// Takes in what another histogram counted.
  ///
  /// - Throws: ``StatisticsError/differentBins(left:right:)`` when its bins are others; then nothing is changed.
  public mutating func merge(_ other: Histogram) throws(StatisticsError) {
    try Self.requireEqualBins(self, other)
    for index in counts.indices { counts[index] += other.counts[index] }
    missing += other.missing
  }

  /// All rows counted.
  public var rows: UInt64 { counts.reduce(missing, +) }

  /// Shares of rows by bin, those without a usable value last. They sum to 1; all are 0 when no row was counted.
  public var shares: [Double] {
    let total = Double(rows)
    guard total > 0 else { return Array(repeating: 0, count: counts.count + 1) }
    return counts.map { Double($0) / total } + [Double(missing) / total]
  }

  /// The bins' ranges for people, in the order of ``shares``; the last is "missing".
  public var labels: [String] { (0..<bins.count).map(bins.label(of:)) + ["missing"] }

  /// The Chebyshev (L-infinity) distance of two distributions: the largest difference of the shares of one bin, the bin
  /// of missing values included. From 0 to 1; 0 when either has no rows.
  ///
  /// - Throws: ``StatisticsError/differentBins(left:right:)`` when they cannot be compared.
  public func chebyshevDistance(to other: Histogram) throws(StatisticsError) -> Double {
    try Self.requireEqualBins(self, other)
    guard rows > 0, other.rows > 0 else { return 0 }
    return zip(shares, other.shares).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private static func requireEqualBins(_ left: Histogram, _ right: Histogram) throws(StatisticsError) {
    guard left.bins == right.bins else {
      throw StatisticsError.differentBins(left: left.bins.count, right: right.bins.count)
    }
  }
}

extension Histogram {
  private enum CodingKeys: String, CodingKey { case bins, counts, missing }

  /// Bins and counts, refused when they do not fit each other.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(bins: try container.decode(Bins.self, forKey: .bins))
    let counts = try container.decode([UInt64].self, forKey: .counts)
    let missing = try container.decode(UInt64.self, forKey: .missing)
    var total = missing
    for count in counts {
      let (sum, overflow) = total.addingReportingOverflow(count)
      guard !overflow else {
        throw DecodingError.dataCorruptedError(forKey: .counts, in: container, debugDescription: "counts overflow")
      }
      total = sum
    }
    guard counts.count == bins.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "\(counts.count) counts for \(bins.count) bins")
    }
    self.counts = counts
    self.missing = missing
  }
}
