extension DeterministicMath {
  private static let naturalLogarithmOf2 = 0x1.62e42fefa39efp-1
  private static let binaryLogarithmOfE = 0x1.71547652b82fep+0

  /// Added to a number below 2⁵¹ and taken away again, it leaves the nearest whole number (ties to even).
  private static let roundingShift = 0x1.8p52

  /// The largest power of 2 reached, either way: far outside the range of `Float`, inside that of `Double`.
  private static let powerMax = 400.0

  /// e to the power of a `Float` given as a `Double`, before the last rounding.
  static func exponential(of value: Double) -> Double {
    guard !value.isNaN else { return .nan }
    let power = value * binaryLogarithmOfE
    guard power < powerMax else { return .infinity }
    guard power > -powerMax else { return 0 }
    let whole = (power + roundingShift) - roundingShift
    return scaled(exponentialNearZero(of: value - whole * naturalLogarithmOf2), byPowerOf2: whole)
  }

  /// 2 to the power of `value`, before the last rounding.
  @inline(__always)
  static func exponential2(of value: Double) -> Double {
    guard !value.isNaN else { return .nan }
    guard value < powerMax else { return .infinity }
    guard value > -powerMax else { return 0 }
    let whole = (value + roundingShift) - roundingShift
    return scaled(exponentialNearZero(of: (value - whole) * naturalLogarithmOf2), byPowerOf2: whole)
  }

  /// e to the power of `value`, for -0.35 to 0.35: Taylor's series to the tenth power, truncated below 2⁻⁴².
  @inline(__always)
  private static func exponentialNearZero(of value: Double) -> Double {
    var sum = 1.0 / 3_628_800
    sum = sum * value + 1.0 / 362_880
    sum = sum * value + 1.0 / 40_320
    sum = sum * value + 1.0 / 5_040
    sum = sum * value + 1.0 / 720
    sum = sum * value + 1.0 / 120
    sum = sum * value + 1.0 / 24
    sum = sum * value + 1.0 / 6
    sum = sum * value + 0.5
    sum = sum * value + 1
    return sum * value + 1
  }

  @inline(__always)
  private static func scaled(_ value: Double, byPowerOf2 whole: Double) -> Double {
    value * Double(bitPattern: UInt64(Int64(whole) + 1023) << 52)
  }
}
