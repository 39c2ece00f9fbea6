extension LogisticModel {
  /// The model as bytes: a head, the fingerprint, the intercept, each feature, a checksum.
  public func encoded() -> [UInt8] {
    var writer = ArtifactWriter(.logistic)
    writer.append(fingerprint)
    writer.append(intercept)
    writer.append(UInt32(features.count))
    for feature in features {
      writer.append(feature.name)
      writer.append(feature.weight)
      writer.append(feature.missingWeight)
      writer.append(feature.mean)
      writer.append(feature.inverseDeviation)
    }
    return writer.finished()
  }

  /// A model from its bytes.
  ///
  /// - Throws: ``ModelError`` when the bytes are not exactly what ``encoded()`` gives: damaged, cut, of another version,
  ///   with numbers that are not finite, or beyond the stated limits.
  public init(decoding bytes: Span<UInt8>) throws(ModelError) {
    var reader = try ArtifactReader(bytes, kind: .logistic)
    let fingerprint = try reader.text("fingerprint", bytesMax: ArtifactLimits.fingerprintBytesMax)
    let intercept = try reader.float("intercept")
    let count = try reader.count(of: "features", limit: ArtifactLimits.featureCountMax, bytesEach: 20)
    var features: [FeatureWeight] = []
    for index in 0..<count {
      let name = try reader.text("feature name", bytesMax: ArtifactLimits.featureNameBytesMax)
      let feature = FeatureWeight(
        name: name, weight: try reader.float("weight", index), missingWeight: try reader.float("weight", index),
        mean: try reader.float("mean", index), inverseDeviation: try reader.float("deviation", index))
      guard feature.isUsable else {
        throw .invalidValue(artifact: ArtifactKind.logistic.name, what: "feature", index: index)
      }
      features.append(feature)
    }
    try reader.finish()
    self.init(fingerprint: fingerprint, intercept: intercept, features: features)
  }
}
