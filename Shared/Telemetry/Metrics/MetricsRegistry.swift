public import CoreMetrics
import Synchronization

/// Keeps what the process measures through swift-metrics, until it is asked.
///
/// Counters and meters are numbers; recorders and timers are histograms with a bound at every power of two. Bounded: beyond
/// ``seriesMaximum`` sets of labels, or for a name that is another kind of metric already, a handle works and counts
/// nothing, and ``MetricsRegistry/droppedName`` tells how many such handles there are.
public final class MetricsRegistry: MetricsFactory, MetricSource {
  /// Sets of labels that are kept, of all metrics.
  public static let seriesMaximum = 10_000
  /// The name of the metric that counts handles that are not kept.
  public static let droppedName = "metrics.series.dropped"

  private enum Handler {
    case counter(MetricCounter)
    case gauge(MetricGauge)
    case numbers(MetricHistogram)
    case durations(MetricHistogram)
  }

  private struct Family {
    let unit: String
    let kind: MetricFamily.Kind
    var series: [[String]: (labels: [(name: String, value: String)], handler: Handler)] = [:]
  }

  private struct State {
    var families: [String: Family] = [:]
    var count = 0
    var dropped = 0
  }

  private let state = Mutex(State())

  /// A registry with nothing in it.
  public init() {}

  /// A counter of that name and those labels: the one there is, or a new one.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    counter(label, dimensions)
  }

  /// A counter of fractions.
  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    counter(label, dimensions)
  }

  /// A gauge.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(label, dimensions) }

  /// A histogram, or a gauge where nothing is to be aggregated.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    guard aggregate else { return gauge(label, dimensions) }
    let handler = series(label, dimensions, .histogram, unit: "") { .numbers(MetricHistogram(.numbers)) }
    guard case .numbers(let histogram) = handler else { return MetricHistogram(.numbers) }
    return histogram
  }

  /// A histogram of seconds.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let handler = series(label, dimensions, .histogram, unit: "s") { .durations(MetricHistogram(.nanoseconds)) }
    guard case .durations(let histogram) = handler else { return MetricHistogram(.nanoseconds) }
    return histogram
  }

  /// Without effect: what was counted stays.
  public func destroyCounter(_ handler: any CounterHandler) {}

  /// Without effect: what was counted stays.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}

  /// Without effect: what was set stays.
  public func destroyMeter(_ handler: any MeterHandler) {}

  /// Without effect: what was recorded stays.
  public func destroyRecorder(_ handler: any RecorderHandler) {}

  /// Without effect: what was recorded stays.
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// Everything kept, by name, with how much was not.
  public func families() -> [MetricFamily] {
    let (families, dropped) = state.withLock { ($0.families, $0.dropped) }
    let kept = families.sorted { $0.key < $1.key }.map { name, family in
      MetricFamily(
        name: name, unit: family.unit, summary: "Measured by the process.", kind: family.kind,
        samples: family.series.sorted { $0.key.lexicographicallyPrecedes($1.key) }
          .map { MetricFamily.Sample(labels: $0.value.labels, Self.value(of: $0.value.handler)) })
    }
    return kept + [
      MetricFamily(
        name: Self.droppedName, summary: "Handles to metrics beyond the bound, which count nothing.", kind: .gauge,
        samples: [.init(.number(Double(dropped)))])
    ]
  }

  private func counter(_ label: String, _ dimensions: [(String, String)]) -> MetricCounter {
    let handler = series(label, dimensions, .counter, unit: "") { .counter(MetricCounter()) }
    guard case .counter(let counter) = handler else { return MetricCounter() }
    return counter
  }

  private func gauge(_ label: String, _ dimensions: [(String, String)]) -> MetricGauge {
    let handler = series(label, dimensions, .gauge, unit: "") { .gauge(MetricGauge()) }
    guard case .gauge(let gauge) = handler else { return MetricGauge() }
    return gauge
  }

  /// The handler of these labels; nil when it is not kept.
  private func series(
    _ label: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind, unit: String,
    _ make: () -> Handler
  ) -> Handler? {
    let labels = dimensions.map { (name: $0.0, value: $0.1) }.sorted { $0.name < $1.name }
    let key = labels.flatMap { [$0.name, $0.value] }
    return state.withLock { state in
      if let known = state.families[label], known.kind == kind, known.unit == unit, let series = known.series[key] {
        return series.handler
      }
      let family = state.families[label] ?? Family(unit: unit, kind: kind)
      guard family.kind == kind, family.unit == unit, state.count < Self.seriesMaximum else {
        state.dropped += 1
        return nil
      }
      let handler = make()
      state.families[label, default: family].series[key] = (labels, handler)
      state.count += 1
      return handler
    }
  }

  private static func value(of handler: Handler) -> MetricFamily.Value {
    switch handler {
    case .counter(let counter): counter.value
    case .gauge(let gauge): gauge.value
    case .numbers(let histogram), .durations(let histogram): histogram.value
    }
  }
}
