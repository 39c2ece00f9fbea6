import CoreMetrics
import Synchronization

/// Counts values between powers of two, from any thread.
///
/// Which bucket a value is in is read from its exponent. What is not a number is left out; what is not positive is in the
/// first bucket.
final class MetricHistogram: RecorderHandler, TimerHandler {
  /// Of what values a histogram is.
  enum Scale {
    /// Any numbers: bounds from 2^-10 to 2^30.
    case numbers
    /// Nanoseconds, published as seconds: bounds from 2^13 ns (8 microseconds) to 2^36 ns (69 seconds).
    case nanoseconds

    var firstExponent: Int { self == .numbers ? -10 : 13 }
    var lastExponent: Int { self == .numbers ? 30 : 36 }
    var unit: Double { self == .numbers ? 1 : 1e-9 }
  }

  private let scale: Scale
  private let buckets = InlineArray<42, Atomic<UInt64>> { _ in Atomic(0) }
  private let sumBits = Atomic<UInt64>(0)

  init(_ scale: Scale) { self.scale = scale }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    buckets[bucket(of: value)].wrappingAdd(1, ordering: .relaxed)
    sumBits.addDouble(value)
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }

  /// The values up to now.
  var value: MetricFamily.Value {
    let count = scale.lastExponent - scale.firstExponent + 2
    return .histogram(
      bounds: (scale.firstExponent...scale.lastExponent).map { Self.power($0) * scale.unit },
      counts: (0..<count).map { buckets[$0].load(ordering: .relaxed) },
      sum: Double(bitPattern: sumBits.load(ordering: .relaxed)) * scale.unit)
  }

  /// A bound belongs to the bucket below it.
  private func bucket(of value: Double) -> Int {
    guard value > Self.power(scale.firstExponent) else { return 0 }
    let exponent = Int(value.exponent) + (value.significand == 1 ? 0 : 1)
    return min(exponent, scale.lastExponent + 1) - scale.firstExponent
  }

  private static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}

extension Atomic where Value == UInt64 {
  /// Adds to the double whose bits these are.
  borrowing func addDouble(_ amount: Double) {
    var old = load(ordering: .relaxed)
    while true {
      let new = (Double(bitPattern: old) + amount).bitPattern
      let (isExchanged, original) = weakCompareExchange(
        expected: old, desired: new, ordering: .relaxed)
      if isExchanged { return }
      old = original
    }
  }
}
