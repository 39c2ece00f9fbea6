import Datasets
import Features
import Models

/// Demands that popularity is that of what is listened to: items that are heard more have more of it.
struct PopularityCheck: DatasetCheck {
  /// The feature.
  static let feature = "pair.popularity"
  /// The least rank correlation of the feature with the live popularity model, over items. Popularity is of the day of each page, so
  /// that it is never all of it: .82 to .96 over four shelves of six made worlds.
  static let correlationMin = 0.6
  /// How many standard errors of no correlation it must lie below that. Honest datasets are far above, so that few suffice.
  static let deviations = 2.0
  /// Of fewer items nothing is said.
  static let itemsMin = 30

  func violations(in subject: CheckSubject) -> [Violation] {
    guard let model = subject.context.popularity,
      let feature = subject.dataset.featureNames.firstIndex(of: Self.feature)
    else { return [] }
    let dataset = subject.dataset
    var sums: [ItemIdentifier: (sum: Double, count: Double)] = [:]
    for row in 0..<dataset.rowCount {
      guard let value = dataset.value(row: row, feature: feature) else { continue }
      sums[dataset.items[row], default: (0, 0)].sum += Double(value)
      sums[dataset.items[row], default: (0, 0)].count += 1
    }
    let pairs = sums.compactMap { item, entry in
      model.popularity(of: item, for: ListenerAttributes()).map { (entry.sum / entry.count, Double($0.overall)) }
    }
    guard pairs.count >= Self.itemsMin else { return [] }
    let correlation = RankCorrelation.of(pairs)
    let noise = Self.deviations / Double(pairs.count - 1).squareRoot()
    guard correlation + noise < Self.correlationMin else { return [] }
    return [
      Violation(
        rule: .popularity, feature: Self.feature,
        message: """
          \(Self.feature) contradicts what is listened to: over \(pairs.count) items its rank correlation with the popularity model \
          is \(Rounded.text(correlation)), and at least \(Rounded.text(Self.correlationMin)) is needed; find what wrote those vectors
          """,
        measured: correlation, limit: Self.correlationMin)
    ]
  }
}

/// Spearman's rank correlation.
enum RankCorrelation {
  /// Of pairs, ties by mid-ranks; 0 when one side does not vary. In n log n.
  static func of(_ pairs: [(Double, Double)]) -> Double {
    let (left, right) = (ranks(pairs.map(\.0)), ranks(pairs.map(\.1)))
    let mean = Double(pairs.count - 1) / 2
    var (both, mine, theirs) = (0.0, 0.0, 0.0)
    for (one, other) in zip(left, right) {
      both += (one - mean) * (other - mean)
      mine += (one - mean) * (one - mean)
      theirs += (other - mean) * (other - mean)
    }
    return mine > 0 && theirs > 0 ? both / (mine * theirs).squareRoot() : 0
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}
