import Features
import Policies

/// Vectors as the feature core computes them for a listener never seen, of made popularity, releases and affinities.
struct MadeVector {
  /// Added to a feature, by name: "pair.factorAffinity" alone can be shifted.
  var shifts: [String: Float] = [:]

  /// The next vector of a card: affinities in the middle half of their bounds, each tenth missing.
  func make(of row: FeatureRow, at moment: Moment, using generator: inout SeededGenerator) throws -> FeatureVector {
    let share = Float.random(in: 0.25...0.75, using: &generator)
    let isMissing = Int.random(in: 0..<10, using: &generator) == 0
    var row = row
    row.factorAffinity = isMissing ? nil : 2 * share - 1 + (shifts["pair.factorAffinity"] ?? 0)
    row.popularity = ItemPopularity(
      overall: Float.random(in: 0.001...0.1, using: &generator),
      inSegment: Float.random(in: 0.001...0.1, using: &generator), rising: Float.random(in: 0...1, using: &generator))
    row.item.releasedSeconds = moment.seconds - Int64.random(in: 1...10_000_000, using: &generator)
    return FeatureSet.standard.compute(profile: Profile(), rows: [row], at: moment).vector(row: 0)
  }
}
