/// Metrics as text that Prometheus and its relatives read.
public struct MetricsExposition: Sendable {
  /// The two forms that scrapers ask for.
  public enum Format: Sendable {
    /// Prometheus's text format 0.0.4.
    case prometheus
    /// OpenMetrics 1.0.0.
    case openMetrics

    /// What an HTTP `Accept` header asks for; Prometheus's own form where it does not name OpenMetrics.
    public init(accept: String) { self = accept.contains("application/openmetrics-text") ? .openMetrics : .prometheus }

    /// The HTTP `Content-Type`.
    public var contentType: String {
      switch self {
      case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
      case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      }
    }
  }

  private let format: Format
  private var text: [UInt8] = []
  private var names: Set<String> = []

  /// The families as text, in their order. Of two with the same name the first is written.
  public static func text(_ families: [MetricFamily], _ format: Format) -> [UInt8] {
    var exposition = MetricsExposition(format: format)
    for family in families where !family.samples.isEmpty { exposition.append(family) }
    if format == .openMetrics { exposition.append("# EOF\n") }
    return exposition.text
  }

  private init(format: Format) { self.format = format }

  private mutating func append(_ family: MetricFamily) {
    let unit = MetricName.unit(family.unit)
    let base = MetricName.family(family.name, unit: unit, isCounter: family.kind == .counter)
    guard names.insert(base).inserted else { return }
    let total = family.kind == .counter ? base + "_total" : base
    let title = format == .prometheus ? total : base
    append("# HELP \(title) \(MetricText.escaped(family.summary, quotes: format == .openMetrics))\n")
    append("# TYPE \(title) \(family.kind.rawValue)\n")
    if format == .openMetrics, let unit { append("# UNIT \(title) \(unit)\n") }
    for sample in family.samples { append(sample, name: total) }
  }

  private mutating func append(_ sample: MetricFamily.Sample, name: String) {
    let labels = sample.labels.map { "\(MetricName.label($0.name))=\"\(MetricText.escaped($0.value, quotes: true))\"" }
    switch sample.value {
    case .number(let number): append(name, labels, MetricText.number(number))
    case .histogram(let bounds, let counts, let sum):
      var count: UInt64 = 0
      for (index, inBucket) in counts.enumerated() {
        count += inBucket
        let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
        append(name + "_bucket", labels + ["le=\"\(bound)\""], "\(count)")
      }
      append(name + "_sum", labels, MetricText.number(sum))
      append(name + "_count", labels, "\(count)")
    }
  }

  private mutating func append(_ name: String, _ labels: [String], _ value: String) {
    append(labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels.joined(separator: ","))} \(value)\n")
  }

  private mutating func append(_ more: String) { text.append(contentsOf: more.utf8) }
}
