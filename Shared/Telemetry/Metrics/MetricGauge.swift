import CoreMetrics
import Synchronization

/// A number that goes up and down, set from any thread.
final class MetricGauge: MeterHandler, RecorderHandler {
  private let bits = Atomic<UInt64>(0)

  func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

  func set(_ value: Int64) { set(Double(value)) }

  func increment(by amount: Double) { bits.addDouble(amount) }

  func decrement(by amount: Double) { bits.addDouble(-amount) }

  func record(_ value: Double) { set(value) }

  func record(_ value: Int64) { set(Double(value)) }

  /// What was set last.
  var value: MetricFamily.Value { .number(Double(bitPattern: bits.load(ordering: .relaxed))) }
}
