/// The bounds of latency histograms: two an octave, from 8 microseconds to 69 seconds.
///
/// A bound is 2^n or 1.5 x 2^n nanoseconds, and belongs to its bucket, as Prometheus wants it. Which bucket a value is in
/// takes a bit scan and no search; a quantile read from them is wrong by a fifth at most.
enum DurationBuckets {
  private static let firstExponent = 13
  private static let lastExponent = 36
  /// With the last one, which has no upper bound.
  static let count = 2 * (lastExponent - firstExponent) + 2

  /// The upper bounds in seconds, without the last bucket's.
  static let bounds: [Double] = (0..<count - 1).map { index in
    let octave = Double(UInt64(1) << (firstExponent + index / 2))
    return (index % 2 == 0 ? octave : octave * 1.5) / 1e9
  }

  /// The bucket of a duration; may be beyond the last one.
  static func bucket(ofNanoseconds nanoseconds: UInt64) -> Int {
    guard nanoseconds > 1 << firstExponent else { return 0 }
    let below = nanoseconds - 1
    let exponent = 63 - below.leadingZeroBitCount
    let upperHalf = Int(truncatingIfNeeded: below >> (exponent - 1)) & 1
    return 2 * (exponent - firstExponent) + upperHalf + 1
  }
}
