import Features
import Policies

/// Vectors of the standard feature set within its bounds, with missing values where there may be some.
///
/// What follows from a listener never seen, the item's kind and the source is as it is served; all else is made up.
struct MadeVector {
  /// Added to a feature, by name.
  var shifts: [String: Float] = [:]

  /// The next vector of a card: each made value in the middle half of its bounds, each tenth that may be missing is.
  func make(of row: FeatureRow, at moment: Moment, using generator: inout SeededGenerator) throws -> FeatureVector {
    let served = FeatureSet.standard.compute(profile: Profile(), rows: [row], at: moment).vector(row: 0)
    let definitions = FeatureSet.standard.definitions
    var values: [Float] = []
    var missing = [UInt8](repeating: 0, count: FeatureVector.missingByteCount(for: definitions.count))
    for (index, definition) in definitions.enumerated() {
      let (lower, upper) = (definition.bounds.lowerBound, definition.bounds.upperBound)
      let share = Float.random(in: 0.25...0.75, using: &generator)
      let drawn = Int.random(in: 0..<10, using: &generator)
      if [.listener, .kind, .source, .history].contains(FeatureSet.standard.bases[index]) {
        values.append(served.values[index])
        missing[index / 8] |= served[index] == nil ? 1 << UInt8(index % 8) : 0
        continue
      }
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
