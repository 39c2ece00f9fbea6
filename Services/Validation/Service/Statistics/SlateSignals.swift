import Datasets

/// How much each column says of the clicks within slates: what tells a clicked card from its neighbours, whichever slates get
/// clicks at all.
struct SlateSignals {
  /// The most slates that are looked at, at even distances.
  static let slatesMax = 20_000
  /// The most cards of a slate that are paired.
  static let cardsMax = 64

  private let areas: [DatasetShape.Signal]

  init(_ dataset: RankingDataset, _ slates: [Range<Int>], _ clusters: Clusters) {
    let columns = dataset.featureCount
    var wins = [Double](repeating: 0, count: (columns + 1) * clusters.count)
    var pairs = [Double](repeating: 0, count: clusters.count)
    let step = max(1, (slates.count + Self.slatesMax - 1) / Self.slatesMax)
    for slate in stride(from: 0, to: slates.count, by: step) {
      let rows = slates[slate].prefix(Self.cardsMax)
      let cluster = clusters.ofSlate[slate]
      for clicked in rows where dataset.labels[clicked] {
        for other in rows where !dataset.labels[other] {
          pairs[cluster] += 1
          Self.compare(dataset, clicked, other, &wins, from: cluster * (columns + 1))
        }
      }
    }
    areas = (0...columns).compactMap { column in
      let parts = (0..<clusters.count).map { (of: wins[$0 * (columns + 1) + column], in: pairs[$0]) }
      let name = column < columns ? dataset.featureNames[column] : DatasetShape.positionName
      return Estimate(parts).map { DatasetShape.Signal(feature: name, area: $0) }
    }
  }

  /// The columns that lie furthest from saying nothing, in standard errors, and the position.
  func strongest(_ count: Int) -> [DatasetShape.Signal] {
    let varying = areas.filter { $0.area.standardError > 0 || $0.area.value != 0.5 }
    let sorted = varying.sorted { Self.weight($0) > Self.weight($1) }
    let position = sorted.filter { $0.feature == DatasetShape.positionName }
    return sorted.filter { $0.feature != DatasetShape.positionName }.prefix(count - 1) + position
  }

  private static func weight(_ signal: DatasetShape.Signal) -> Double {
    abs(signal.area.value - 0.5) / max(signal.area.standardError, 1e-6)
  }

  /// Adds 1 to each column of which the clicked card has more, and a half where both have the same. A missing value counts as less
  /// than any other.
  private static func compare(
    _ dataset: RankingDataset, _ clicked: Int, _ other: Int, _ wins: inout [Double], from start: Int
  ) {
    let columns = dataset.featureCount
    for column in 0..<columns {
      let left = dataset.value(row: clicked, feature: column) ?? -.greatestFiniteMagnitude
      let right = dataset.value(row: other, feature: column) ?? -.greatestFiniteMagnitude
      wins[start + column] += left > right ? 1 : left == right ? 0.5 : 0
    }
    let (left, right) = (dataset.positions[clicked], dataset.positions[other])
    wins[start + columns] += left > right ? 1 : left == right ? 0.5 : 0
  }
}
