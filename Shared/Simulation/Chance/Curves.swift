import Features

/// The few shapes the truth is made of, all from operations that give the same bits on every machine.
enum Curves {
  /// The logistic function: from 0 to 1.
  static func logistic(_ value: Double) -> Double {
    1 / (1 + Double(DeterministicMath.exp(Float(max(-30, min(30, -value))))))
  }

  /// From 0 at 0 towards 1, and one half at `half`.
  static func saturation(_ value: Double, half: Double) -> Double { value / (value + half) }

  /// From 1 at 0 towards 0, and one half at `half`.
  static func fading(_ value: Double, half: Double) -> Double { half / (value + half) }

  /// From 1 at the peak hour to 0 at `width` hours before and after it, round the clock.
  static func bump(hour: Int, peak: Double, width: Double) -> Double {
    let distance = abs(Double(hour) - peak)
    return max(0, 1 - min(distance, 24 - distance) / width)
  }
}
