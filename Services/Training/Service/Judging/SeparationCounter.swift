import Datasets
import Glibc
import Statistics

/// Measures how far each feature alone tells clicked cards from others of their slates.
///
/// Only slates with both count. Of more than ``rowsMax`` rows, every second slate is taken, or every third and so on. Memory: a
/// few numbers a row and one feature at a time; time: features times `n log n`.
struct SeparationCounter {
  /// The most rows looked at.
  static let rowsMax = 200_000
  /// The least share of clicked cards, or of the others, that a range must have to count.
  static let shareMin = 0.05

  private let dataset: RankingDataset
  private let slates: [Range<Int>]
  /// Each row's weight: 1 for a clicked card; others share their slate's clicks, so that both sides weigh the same.
  private let weights: [Double]
  private let rows: [Int]

  /// A counter of a dataset's slates.
  init(_ dataset: RankingDataset) {
    self.dataset = dataset
    let both = dataset.slates.filter { slate in
      let clicks = dataset.labels[slate].count { $0 }
      return clicks > 0 && clicks < slate.count
    }
    let stride = max(1, (both.reduce(0) { $0 + $1.count } + Self.rowsMax - 1) / Self.rowsMax)
    slates = both.enumerated().filter { $0.offset.isMultiple(of: stride) }.map(\.element)
    rows = slates.flatMap { Array($0) }
    var weights = [Double](repeating: 0, count: dataset.rowCount)
    for slate in slates {
      let clicks = Double(dataset.labels[slate].count { $0 })
      for row in slate { weights[row] = dataset.labels[row] ? 1 : clicks / (Double(slate.count) - clicks) }
    }
    self.weights = weights
  }

  /// What every feature tells, in the order of the features; nothing without slates to tell by.
  func separations() -> [FeatureSeparation] {
    guard !slates.isEmpty else { return [] }
    return dataset.featureNames.indices.map { separation(of: $0) }
  }

  private func separation(of feature: Int) -> FeatureSeparation {
    let values = rows.map { dataset.value(row: $0, feature: feature) }
    let (present, missing) = areas(values)
    let telling = MostTellingRange(
      values: values, labels: rows.map { dataset.labels[$0] }, weights: rows.map { weights[$0] })
    return FeatureSeparation(
      feature: dataset.featureNames[feature], area: present.area, areaError: present.error, missingArea: missing.area,
      missingAreaError: missing.error, likelihoodRatio: telling.likelihoodRatio, range: telling.range)
  }

  private typealias Area = (area: Double, error: Double)

  /// The areas of values and of their being missing.
  private func areas(_ values: [Float?]) -> (present: Area, missing: Area) {
    let none = [Double](repeating: 0, count: dataset.listenerCount)
    var (ordered, pairs, missingOrdered, missingPairs) = (none, none, none, none)
    var start = 0
    for slate in slates {
      let listener = Int(dataset.listeners[slate.lowerBound])
      let places = start..<start + slate.count
      start = places.upperBound
      let isAnyMissing = values[places].contains { $0 == nil }
      for clicked in places where dataset.labels[rows[clicked]] {
        for other in places where !dataset.labels[rows[other]] {
          missingPairs[listener] += 1
          missingOrdered[listener] += isAnyMissing ? Self.order(values[clicked] == nil, values[other] == nil) : 0.5
          guard let high = values[clicked], let low = values[other] else { continue }
          pairs[listener] += 1
          ordered[listener] += high > low ? 1 : high == low ? 0.5 : 0
        }
      }
    }
    return (Self.area(ordered, pairs), Self.area(missingOrdered, missingPairs))
  }

  private static func order(_ left: Bool, _ right: Bool) -> Double { left == right ? 0.5 : left ? 1 : 0 }

  /// A ratio and its standard deviation by linearization: a bootstrap of every feature would take too long.
  private static func area(_ above: [Double], _ below: [Double]) -> Area {
    let all = below.reduce(0, +)
    guard all > 0 else { return (0.5, 0) }
    let ratio = above.reduce(0, +) / all
    let squares = zip(above, below).reduce(0) { $0 + ($1.0 - ratio * $1.1) * ($1.0 - ratio * $1.1) }
    return (ratio, squares.squareRoot() / all)
  }
}
