/// Ranges that a column's values are counted in: everything below the first edge, from each edge up to the next, and
/// everything from the last edge on.
///
/// Two histograms are comparable when their bins are equal, so bins are fixed once, by a reference dataset or by a
/// feature's stated bounds, and used for every dataset compared with it.
public struct Bins: Hashable, Sendable {
  /// The most edges: one fewer than the most bins.
  public static let edgesMax = 255

  /// The edges, strictly rising and finite, 0 to ``edgesMax``. None makes a single bin.
  public let edges: [Double]

  /// Bins between edges. Edges that are not finite are left out, equal ones joined, the rest put in order.
  ///
  /// - Precondition: at most ``edgesMax`` edges.
  public init(edges: [Double]) {
    precondition(edges.count <= Self.edgesMax, "at most \(Self.edgesMax) edges")
    var rising: [Double] = []
    for edge in edges.filter(\.isFinite).sorted() where edge != rising.last { rising.append(edge) }
    self.edges = rising
  }

  /// Bins of equal width between two bounds: `count` of them, from 1 to ``edgesMax``, and what is outside goes to the
  /// first and the last. For partial statistics that must merge before any data was seen.
  public init(from lower: Double, through upper: Double, count: Int) {
    let width = upper / Double(count) - lower / Double(count)
    self.init(edges: (1..<max(count, 1)).map { lower + width * Double($0) })
  }

  /// Bins that hold about equal shares of a sample: at most `countMax` of them (2 to ``edgesMax``).
  ///
  /// Values that are not finite are left out. A value that stands for a large share of the sample (a flag, a zero) gets a
  /// bin of its own. Sorts the sample: O(n log n).
  public init(quantilesOf sample: [Double], countMax: Int) {
    let sorted = sample.filter(\.isFinite).sorted()
    guard let first = sorted.first, countMax > 1 else {
      self.init(edges: [])
      return
    }
    var edges: [Double] = []
    for part in 1..<countMax {
      let value = sorted[sorted.count * part / countMax]
      if value > (edges.last ?? first) {
        edges.append(value)
      } else if let next = Self.firstValue(above: value, in: sorted) {
        edges.append(next)
      }
    }
    self.init(edges: edges)
  }

  /// How many bins there are: at least one.
  public var count: Int { edges.count + 1 }

  /// The bin of a finite value, from 0. O(log bins).
  public func index(of value: Double) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The bin's range for people, lower bound included: "below 0", "0 to 2.5", "from 2.5", or "all" for a single bin.
  public func label(of index: Int) -> String {
    if edges.isEmpty { return "all" }
    if index == 0 { return "below \(Float(edges[0]))" }
    if index == edges.count { return "from \(Float(edges[index - 1]))" }
    return "\(Float(edges[index - 1])) to \(Float(edges[index]))"
  }

  /// The least value above a given one; nil when there is none. O(log n).
  private static func firstValue(above value: Double, in sorted: [Double]) -> Double? {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count ? sorted[low] : nil
  }
}

extension Bins: Codable {
  /// The bare edges.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let edges = try container.decode([Double].self)
    guard edges.count <= Self.edgesMax else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(edges.count) edges; at most \(Self.edgesMax) are allowed")
    }
    self.init(edges: edges)
  }

  /// The bare edges.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(edges)
  }
}
