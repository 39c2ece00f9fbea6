import RPC
import Telemetry

/// What the process's RPC servers and clients have counted, as metrics.
struct RPCMetricSource: MetricSource {
  let instruments: RPCInstruments

  func families() -> [MetricFamily] {
    instruments.metrics().map { metric in
      MetricFamily(
        name: metric.name, unit: metric.unit, summary: metric.summary, kind: Self.kind(metric.kind),
        samples: metric.points.map { MetricFamily.Sample(labels: $0.labels, Self.value($0.value)) })
    }
  }

  private static func kind(_ kind: RPCMetric.Kind) -> MetricFamily.Kind {
    switch kind {
    case .counter: .counter
    case .gauge: .gauge
    case .histogram: .histogram
    }
  }

  private static func value(_ value: RPCMetric.Value) -> MetricFamily.Value {
    switch value {
    case .number(let number): .number(Double(number))
    case .histogram(let histogram):
      .histogram(bounds: histogram.bounds, counts: histogram.counts, sum: histogram.sum)
    }
  }
}
