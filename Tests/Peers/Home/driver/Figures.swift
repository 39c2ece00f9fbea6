import FoundationEssentials
import Glibc

/// How long calls took.
struct Latencies: Sendable {
  private var milliseconds: [Double] = []

  /// Adds a call.
  mutating func add(_ duration: Duration) { milliseconds.append(duration / .milliseconds(1)) }

  /// Adds the calls of another caller.
  mutating func add(_ other: Latencies) { milliseconds += other.milliseconds }

  var count: Int { milliseconds.count }

  /// The least that a share of the calls did not exceed, in milliseconds; 0 without calls.
  func percentile(_ share: Double) -> Double {
    let sorted = milliseconds.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
  }
}

/// A row of figures, as a line of JSON and a line of a table.
struct FigureRow: Encodable {
  var row: String
  var stores: String
  var callers: Int
  var calls: Int
  var refused = 0
  var callsPerSecond: Double
  var millisecondsP50: Double
  var millisecondsP99: Double
  var millisecondsP999: Double
  var millisecondsMax: Double
  /// What the services computed for, in milliseconds a call.
  var processorMilliseconds: Double

  init(
    _ row: String, stores: String, callers: Int, _ latencies: Latencies, in duration: Duration, processorSeconds: Double
  ) {
    self.row = row
    self.stores = stores
    self.callers = callers
    calls = latencies.count
    callsPerSecond = (Double(latencies.count) / (duration / .seconds(1))).rounded()
    millisecondsP50 = Self.rounded(latencies.percentile(0.5))
    millisecondsP99 = Self.rounded(latencies.percentile(0.99))
    millisecondsP999 = Self.rounded(latencies.percentile(0.999))
    millisecondsMax = Self.rounded(latencies.percentile(1))
    processorMilliseconds = Self.rounded(1000 * processorSeconds / Double(max(1, latencies.count)))
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  static let heading = "  what    stores    callers    a second      p50      p99    p99.9      max  processor, ms"

  /// Prints the row, and adds it to a file.
  func write(to path: String) throws {
    func column(_ value: Double, _ width: Int) -> String {
      let text = value >= 100 ? "\(Int(value.rounded()))" : "\((value * 100).rounded() / 100)"
      return String(repeating: " ", count: max(1, width - text.count)) + text
    }
    let name = row + String(repeating: " ", count: max(1, 8 - row.count))
    let place = stores + String(repeating: " ", count: max(1, 10 - stores.count))
    print(
      "  " + name + place + column(Double(callers), 7) + column(callsPerSecond, 12) + column(millisecondsP50, 9)
        + column(millisecondsP99, 9) + column(millisecondsP999, 9) + column(millisecondsMax, 9)
        + column(processorMilliseconds, 15))
    fflush(nil)
    var line = try JSONEncoder().encode(self)
    line.append(UInt8(ascii: "\n"))
    let before = FileManager.default.contents(atPath: path) ?? Data()
    try (before + line).write(to: URL(filePath: path))
  }
}
