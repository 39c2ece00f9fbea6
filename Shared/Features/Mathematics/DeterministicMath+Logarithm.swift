extension DeterministicMath {
  private static let naturalLogarithmOf2 = 0x1.62e42fefa39efp-1
  private static let binaryLogarithmOfE = 0x1.71547652b82fep+0
  private static let squareRootOf2 = 0x1.6a09e667f3bcdp+0

  /// The natural logarithm of a normal `Double`, before the last rounding.
  @inline(__always)
  static func logarithm(of value: Double) -> Double {
    guard let parts = Parts(of: value) else { return special(value) }
    return parts.power * naturalLogarithmOf2 + logarithm(ofRatio: (parts.fraction - 1) / (parts.fraction + 1))
  }

  /// The logarithm to base 2, before the last rounding.
  static func logarithm2(of value: Double) -> Double {
    guard let parts = Parts(of: value) else { return special(value) }
    let rest = logarithm(ofRatio: (parts.fraction - 1) / (parts.fraction + 1))
    return parts.power + rest * binaryLogarithmOfE
  }

  /// The natural logarithm of 1 + `value`, before the last rounding. Near 0 nothing is lost to the 1.
  @inline(__always)
  static func logarithm1p(of value: Double) -> Double {
    if value > -0.25 && value < 0.375 { return logarithm(ofRatio: value / (2 + value)) }
    return logarithm(of: 1 + value)
  }

  /// log((1 + ratio) / (1 - ratio)) for -0.172 to 0.172: the series of the inverse hyperbolic tangent, twice, to the
  /// seventeenth power, truncated below 2⁻⁴⁸ of the sum.
  @inline(__always)
  private static func logarithm(ofRatio ratio: Double) -> Double {
    let square = ratio * ratio
    var sum = 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    // The leading term is kept apart so that a tiny ratio comes back exactly doubled.
    return 2 * ratio + 2 * ratio * (square * sum)
  }

  /// What has no fraction and power: NaN, the infinities, zero and what is below.
  private static func special(_ value: Double) -> Double {
    if value == 0 { return -.infinity }
    return value == .infinity ? .infinity : .nan
  }

  /// A positive, normal, finite number as 2 to a whole power times a fraction from √½ to √2.
  private struct Parts {
    let power: Double
    let fraction: Double

    init?(of value: Double) {
      guard value >= Double.leastNormalMagnitude && value < .infinity else { return nil }
      let power = Int64(value.bitPattern >> 52) - 1023
      let fraction = Double(bitPattern: value.bitPattern & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
      let isHigh = fraction >= squareRootOf2
      self.power = Double(isHigh ? power + 1 : power)
      self.fraction = isHigh ? fraction / 2 : fraction
    }
  }
}
