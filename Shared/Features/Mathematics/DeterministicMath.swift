/// The few transcendental functions the core needs, with the same bits on every machine.
///
/// Only IEEE 754 additions, subtractions, multiplications and divisions of `Double`, in a fixed order, never fused and
/// never from the machine's maths library; the result is rounded to `Float` once, at the end. Before that rounding the
/// relative error is below 2⁻⁴⁰, so every result is within 0.501 units in the last place of the true value (0.5 is the
/// best there is), over the whole range and subnormal results too.
///
/// Special values follow IEEE 754: NaN in, NaN out; the infinities and the poles as stated at each function.
public enum DeterministicMath {
  /// e to the power of `value`. Infinite from 88.73 on, 0 from -103.98 down.
  public static func exp(_ value: Float) -> Float {
    Float(exponential(of: Double(value)))
  }

  /// 2 to the power of `value`. Infinite from 128 on, 0 from -150 down.
  public static func exp2(_ value: Float) -> Float {
    Float(exponential2(of: Double(value)))
  }

  /// The natural logarithm. Minus infinity of 0, NaN of what is below.
  public static func log(_ value: Float) -> Float {
    Float(logarithm(of: Double(value)))
  }

  /// The logarithm to base 2; exact for powers of 2. Minus infinity of 0, NaN of what is below.
  public static func log2(_ value: Float) -> Float {
    Float(logarithm2(of: Double(value)))
  }

  /// The natural logarithm of 1 + `value`, precise near 0. Minus infinity of -1, NaN of what is below.
  public static func log1p(_ value: Float) -> Float {
    Float(logarithm1p(of: Double(value)))
  }

  /// The logistic function, 1 / (1 + e⁻ᵛᵃˡᵘᵉ), from 0 to 1.
  public static func sigmoid(_ value: Float) -> Float {
    Float(1 / (1 + exponential(of: -Double(value))))
  }
}
