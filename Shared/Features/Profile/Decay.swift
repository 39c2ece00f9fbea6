/// Halving with time.
enum Decay {
  /// What is left of 1 after so many milliseconds, from 1 to 0.
  static func factor(milliseconds: UInt64, halfLifeDays: Int) -> Float {
    guard milliseconds > 0 else { return 1 }
    return Float(DeterministicMath.exponential2(of: -Double(milliseconds) / (Double(halfLifeDays) * 86_400_000)))
  }
}

extension Moment {
  /// Milliseconds since an earlier moment; 0 when it is not earlier.
  func milliseconds(since earlier: Moment) -> UInt64 {
    guard self > earlier else { return 0 }
    return UInt64(bitPattern: milliseconds &- earlier.milliseconds)
  }

  /// Seconds since an earlier moment, with fractions; 0 when it is not earlier.
  func seconds(since earlier: Moment) -> Float {
    Float(Double(milliseconds(since: earlier)) / 1000)
  }

  /// The moment so many milliseconds earlier; nil when no such moment can be written.
  func earlier(byMilliseconds distance: UInt64) -> Moment? {
    guard distance <= UInt64(bitPattern: milliseconds &- Int64.min) else { return nil }
    return Moment(milliseconds: milliseconds &- Int64(bitPattern: distance))
  }
}

extension UInt32 {
  /// Adds, and stops at the largest number.
  mutating func addSaturating(_ other: UInt32) {
    let (sum, overflow) = addingReportingOverflow(other)
    self = overflow ? .max : sum
  }
}

extension UInt64 {
  /// Adds, and stops at the largest number.
  mutating func addSaturating(_ other: UInt64) {
    let (sum, overflow) = addingReportingOverflow(other)
    self = overflow ? .max : sum
  }
}
