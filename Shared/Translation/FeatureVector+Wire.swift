public import Features
public import Messages

extension FeatureVector {
  /// A vector as a message tells it.
  ///
  /// - Throws: When the bitmap does not fit, or a value is not finite or not 0 where it is missing.
  public init(_ wire: Wire.FeatureVector) throws(TranslationError) {
    do throws(FeatureVectorError) {
      try self.init(values: wire.values, missing: wire.missing)
    } catch {
      throw TranslationError("values", .vector(error))
    }
  }
}

extension Wire.FeatureVector {
  /// The vector as a message, bit by bit.
  public init(_ vector: FeatureVector) {
    self.init(values: vector.values, missing: vector.missing)
  }
}
