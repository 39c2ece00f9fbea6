import CoreMetrics
import Synchronization

/// A number that only grows, added to from any thread.
final class MetricCounter: CounterHandler, FloatingPointCounterHandler {
  private let bits = Atomic<UInt64>(0)

  /// Adds; what is negative or not finite is left out, as a counter never falls.
  func increment(by amount: Double) {
    guard amount.isFinite, amount > 0 else { return }
    bits.addDouble(amount)
  }

  func increment(by amount: Int64) { increment(by: Double(amount)) }

  func reset() { bits.store(0, ordering: .relaxed) }

  /// The sum up to now.
  var value: MetricFamily.Value { .number(Double(bitPattern: bits.load(ordering: .relaxed))) }
}
