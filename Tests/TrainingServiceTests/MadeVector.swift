import Features
import Policies

/// Vectors of the standard feature set within its bounds, with missing values where there may be some.
struct MadeVector {
  /// Added to a feature, by name.
  var shifts: [String: Float] = [:]

  /// The next vector: each value in the middle half of its bounds, each tenth that may be missing is.
  func make(using generator: inout SeededGenerator) throws -> FeatureVector {
    let definitions = FeatureSet.standard.definitions
    var values: [Float] = []
    var missing = [UInt8](repeating: 0, count: FeatureVector.missingByteCount(for: definitions.count))
    for (index, definition) in definitions.enumerated() {
      let (lower, upper) = (definition.bounds.lowerBound, definition.bounds.upperBound)
      let share = Float.random(in: 0.25...0.75, using: &generator)
      let drawn = Int.random(in: 0..<10, using: &generator)
      guard definition.missingRule == nil || drawn > 0 else {
        missing[index / 8] |= 1 << UInt8(index % 8)
        values.append(0)
        continue
      }
      let value = lower + (upper - lower) * share + (shifts[definition.name] ?? 0)
      values.append(value == 0 ? 0 : value)
    }
    return try FeatureVector(values: values, missing: missing)
  }
}
