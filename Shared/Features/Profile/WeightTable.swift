/// A fixed number of decayed counters, most of them 0 for most listeners.
struct WeightTable: Hashable, Sendable {
  /// Each is 0, or from ``ProfileLimits/habitWeightMin`` to ``ProfileLimits/weightMax``.
  private(set) var weights: [Float]

  init(count: Int) {
    weights = [Float](repeating: 0, count: count)
  }

  /// One counter.
  subscript(_ index: Int) -> Float { weights[index] }

  /// All of them together, added in their order.
  var total: Float { weights.reduce(0, +) }

  /// Adds to a counter. A sum too light to keep stays 0.
  mutating func add(_ weight: Float, to index: Int) {
    put(weights[index] + weight, at: index)
  }

  /// Fades all.
  mutating func fade(by factor: Float) {
    for index in weights.indices { put(weights[index] * factor, at: index) }
  }

  /// Sets a counter, within its limits.
  mutating func put(_ weight: Float, at index: Int) {
    weights[index] = weight < ProfileLimits.habitWeightMin ? 0 : min(weight, ProfileLimits.weightMax)
  }
}
