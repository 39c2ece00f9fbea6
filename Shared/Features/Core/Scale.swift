/// Units that many features share, so that the same thing is always counted the same way.
enum Scale {
  /// The unit of ``count(_:)``.
  static let countUnit = "log1p(count)"
  /// Up to log1p(2³²), over 4 billion.
  static let countBounds: ClosedRange<Float> = 0...22.25

  /// A count, squeezed.
  static func count(_ count: UInt64) -> Float {
    count < UInt64(smallCounts.count) ? smallCounts[Int(count)] : DeterministicMath.log1p(Float(count))
  }

  /// Small counts, squeezed once: most are.
  private static let smallCounts = (0..<1024).map { DeterministicMath.log1p(Float($0)) }

  /// A decayed count, squeezed.
  static func count(_ count: Float) -> Float { DeterministicMath.log1p(count) }

  /// The unit of ``elapsed(from:to:)``.
  static let secondsUnit = "log1p(seconds)"
  /// Up to 30 000 years.
  static let secondsBounds: ClosedRange<Float> = 0...27.6

  /// The time between two moments, squeezed; 0 when the first is not earlier (clock skew).
  static func elapsed(from earlier: Moment, to later: Moment) -> Float {
    elapsed(seconds: later.seconds(since: earlier))
  }

  /// A time, squeezed.
  static func elapsed(seconds: Float) -> Float { DeterministicMath.log1p(seconds) }

  /// The unit of yes (1) and no (0).
  static let flagUnit = "0 or 1"
  /// The unit of parts of a whole, from 0 to 1.
  static let shareUnit = "share"
  /// From nothing to all.
  static let shareBounds: ClosedRange<Float> = 0...1

  /// Yes or no.
  static func flag(_ value: Bool) -> Float { value ? 1 : 0 }

  /// A part of a whole; nil when the whole is nothing.
  static func share(_ part: Float, of whole: Float) -> Float? { whole > 0 ? part / whole : nil }
}

extension FeatureDefinition {
  /// A definition counted in ``Scale/countUnit``.
  static func count(_ name: String, _ meaning: String, missing: String? = nil) -> FeatureDefinition {
    FeatureDefinition(
      name: name, meaning: meaning, unit: Scale.countUnit, bounds: Scale.countBounds, missingRule: missing)
  }

  /// A definition counted in ``Scale/secondsUnit``.
  static func elapsed(_ name: String, _ meaning: String, missing: String? = nil) -> FeatureDefinition {
    FeatureDefinition(
      name: name, meaning: meaning, unit: Scale.secondsUnit, bounds: Scale.secondsBounds, missingRule: missing)
  }

  /// A definition of yes or no.
  static func flag(_ name: String, _ meaning: String, missing: String? = nil) -> FeatureDefinition {
    FeatureDefinition(
      name: name, meaning: meaning, unit: Scale.flagUnit, bounds: Scale.shareBounds, missingRule: missing)
  }

  /// A definition of a part of a whole.
  static func share(_ name: String, _ meaning: String, missing: String? = nil) -> FeatureDefinition {
    FeatureDefinition(
      name: name, meaning: meaning, unit: Scale.shareUnit, bounds: Scale.shareBounds, missingRule: missing)
  }
}
