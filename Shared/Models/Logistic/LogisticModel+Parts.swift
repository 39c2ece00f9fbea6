extension LogisticModel {
  /// The model whose score is this one's, scaled and moved: same order for a slope above 0, other chances.
  ///
  /// - Parameters:
  ///   - slope: Above 0, finite, so small that no weight passes its bound.
  ///   - intercept: Finite.
  public func scaled(by slope: Double, adding intercept: Double) -> LogisticModel {
    precondition(slope > 0 && slope.isFinite && intercept.isFinite, "a straight line that rises")
    let bound = Double(FeatureWeight.magnitudeMax)
    func within(_ value: Double) -> Float { Float(min(bound, max(-bound, value))) }
    return LogisticModel(
      fingerprint: fingerprint, intercept: within(Double(self.intercept) * slope + intercept),
      features: features.map { feature in
        var scaled = feature
        scaled.weight = within(Double(feature.weight) * slope)
        scaled.missingWeight = within(Double(feature.missingWeight) * slope)
        return scaled
      })
  }
}

extension LogisticModel {
  /// What one feature adds to the score; nil stands for missing.
  public func contribution(of feature: Int, value: Float?) -> Float { features[feature].contribution(of: value) }
}
