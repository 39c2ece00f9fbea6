/// All values of one metric, at one moment, for people or machines to read.
public struct MetricFamily: Sendable {
  /// How values behave over time.
  public enum Kind: String, Sendable {
    /// A number that only grows.
    case counter
    /// A number that goes up and down.
    case gauge
    /// How often values fell between bounds.
    case histogram
  }

  /// What was measured.
  public enum Value: Sendable {
    /// Of a counter or a gauge.
    case number(Double)
    /// The largest value of each bucket but the last, how many values each bucket has by itself, and the sum of all.
    case histogram(bounds: [Double], counts: [UInt64], sum: Double)
  }

  /// The value of one set of labels.
  public struct Sample: Sendable {
    /// Names and values. Names may have dots.
    public var labels: [(name: String, value: String)]
    /// What was measured.
    public var value: Value

    /// One value.
    public init(labels: [(name: String, value: String)] = [], _ value: Value) {
      self.labels = labels
      self.value = value
    }
  }

  /// The name, in which dots and other characters become underscores where it is published.
  public var name: String
  /// The unit in UCUM's form, `s` or `By`; any other is not published.
  public var unit: String
  /// What it is, in one sentence.
  public var summary: String
  /// How values behave over time.
  public var kind: Kind
  /// The values.
  public var samples: [Sample]

  /// A family of values.
  public init(name: String, unit: String = "", summary: String, kind: Kind, samples: [Sample]) {
    self.name = name
    self.unit = unit
    self.summary = summary
    self.kind = kind
    self.samples = samples
  }
}

/// Something that can be asked for its metrics at any time, from any thread.
public protocol MetricSource: Sendable {
  /// The values now.
  func families() -> [MetricFamily]
}
