/// One metric of the process's servers and clients, as OpenTelemetry would have it: a name, and a value for each set of
/// labels.
public struct RPCMetric: Sendable {
  /// How values behave over time.
  public enum Kind: Sendable {
    /// A number that only grows.
    case counter
    /// A number that goes up and down.
    case gauge
    /// How often values fell between bounds.
    case histogram
  }

  /// Values by bounds.
  public struct Histogram: Hashable, Sendable {
    /// The largest value of each bucket but the last, which has none.
    public var bounds: [Double]
    /// How many values each bucket has, those between two bounds only.
    public var counts: [UInt64]
    /// The sum of all values.
    public var sum: Double

    /// How many values there are.
    public var count: UInt64 { counts.reduce(0, +) }
  }

  /// What was measured.
  public enum Value: Hashable, Sendable {
    /// Of a counter or a gauge.
    case number(UInt64)
    /// Of a histogram.
    case histogram(Histogram)
  }

  /// The value of one set of labels.
  public struct Point: Sendable {
    /// Names and values, in a fixed order.
    public var labels: [(name: String, value: String)]
    /// What was measured.
    public var value: Value
  }

  /// The name in OpenTelemetry's form, such as `grpc.server.call.duration`.
  public let name: String
  /// The unit in UCUM's form: `s`, `By`, or braces around what is counted.
  public let unit: String
  /// What it is, in one sentence.
  public let summary: String
  /// How values behave over time.
  public let kind: Kind
  /// The values.
  public internal(set) var points: [Point] = []

  init(_ name: String, unit: String, kind: Kind, _ summary: String) {
    self.name = name
    self.unit = unit
    self.kind = kind
    self.summary = summary
  }

  /// The value with exactly these labels.
  public func value(_ labels: [String: String] = [:]) -> Value? {
    points.first { point in
      point.labels.count == labels.count && point.labels.allSatisfy { labels[$0.name] == $0.value }
    }?.value
  }
}
