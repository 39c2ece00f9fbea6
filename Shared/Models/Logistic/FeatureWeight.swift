/// What a logistic model holds of one feature.
public struct FeatureWeight: Hashable, Sendable {
  /// The feature's name.
  public var name: String
  /// The weight of the standardized value: comparable between features. 0 for one that never varied.
  public var weight: Float
  /// What is added when the feature is missing.
  public var missingWeight: Float
  /// The mean of the values learned from.
  public var mean: Float
  /// One over their standard deviation; 0 for a feature that never varied.
  public var inverseDeviation: Float

  /// What the feature adds to the score; nil stands for missing. Finite for every finite value.
  func contribution(of value: Float?) -> Float {
    guard let value else { return missingWeight }
    guard inverseDeviation > 0 else { return 0 }
    let standardized = (value - mean) * inverseDeviation
    return weight * min(Self.magnitudeMax, max(-Self.magnitudeMax, standardized))
  }

  /// Whether all its numbers are such that scores stay finite.
  var isUsable: Bool {
    abs(weight) <= Self.magnitudeMax && abs(missingWeight) <= Self.magnitudeMax && mean.isFinite
      && inverseDeviation.isFinite && inverseDeviation >= 0
  }

  /// No standardized value and no weight is larger, so that no score overflows.
  static let magnitudeMax: Float = 1e6
}
