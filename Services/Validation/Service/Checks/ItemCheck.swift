import Datasets
import Features

/// Demands that what is of an item belongs to it: its own features are the same on all cards of a day, and its popularity is more
/// like itself than like other items'.
struct ItemCheck: DatasetCheck {
  /// The share of cards whose item's features may differ from those on a card of the same day: a catalog may change on that day.
  static let shareMax = 0.05
  /// Of fewer cards nothing is said.
  static let cardsMin = 50
  /// Of fewer items nothing is said of popularity.
  static let itemsMin = 20
  /// What is of an item and changes with what is heard, whoever asks. Popularity in a segment is another in each, so that it cannot
  /// be judged here: see ``RelationCheck`` for what it must be beside the popularity of all.
  static let popularityFeatures = ["pair.popularity", "pair.rising"]
  /// A variance ratio that is always enough: few items would otherwise be refused for being few.
  static let ratioEnough = 1.5

  func violations(in subject: CheckSubject) -> [Violation] {
    let dataset = subject.dataset
    let neighbours = Self.neighbours(in: dataset)
    return dataset.featureNames.enumerated().compactMap { feature, name in
      if subject.schema[name]?.basis == .item { return unequal(dataset, feature, name, neighbours) }
      return Self.popularityFeatures.contains(name) ? foreign(dataset, feature, name) : nil
    }
  }

  /// Pairs of rows of the same item and day, each row with the one before it.
  private static func neighbours(in dataset: RankingDataset) -> [(Int, Int)] {
    var latest: [ItemIdentifier: Int] = [:]
    return (0..<dataset.rowCount).compactMap { row in
      guard let before = latest.updateValue(row, forKey: dataset.items[row]),
        dataset.moments[before].day == dataset.moments[row].day
      else { return nil }
      return (before, row)
    }
  }

  private func unequal(_ dataset: RankingDataset, _ feature: Int, _ name: String, _ pairs: [(Int, Int)]) -> Violation? {
    guard pairs.count >= Self.cardsMin else { return nil }
    let count = pairs.count { dataset.value(row: $0, feature: feature) != dataset.value(row: $1, feature: feature) }
    let share = Double(count) / Double(pairs.count)
    guard share > Self.shareMax else { return nil }
    return Violation(
      rule: .item, feature: name,
      message: """
        \(name) is of the item alone and differs between cards of the same item and day in \(Percent.text(share)): find what wrote \
        those vectors
        """,
      measured: share, limit: Self.shareMax)
  }

  /// Analysis of variance: whether values differ more between items than chance alone would have it.
  private func foreign(_ dataset: RankingDataset, _ feature: Int, _ name: String) -> Violation? {
    var groups: [ItemIdentifier: (count: Double, sum: Double)] = [:]
    var (count, sum, squares) = (0.0, 0.0, 0.0)
    for row in 0..<dataset.rowCount {
      guard let value = dataset.value(row: row, feature: feature).map(Double.init) else { continue }
      groups[dataset.items[row], default: (0, 0)].count += 1
      groups[dataset.items[row], default: (0, 0)].sum += value
      (count, sum, squares) = (count + 1, sum + value, squares + value * value)
    }
    let items = Double(groups.count)
    let between = groups.values.reduce(0) { $0 + $1.sum * $1.sum / $1.count } - sum * sum / max(1, count)
    let within = squares - sum * sum / max(1, count) - between
    guard groups.count >= Self.itemsMin, count >= 3 * items, within > 1e-9 * squares else { return nil }
    let ratio = between / (items - 1) / (within / (count - items))
    let chance = Estimate.deviations * (2 / (items - 1) + 2 / (count - items)).squareRoot()
    let limit = min(Self.ratioEnough, 1 + chance)
    guard ratio < limit else { return nil }
    return Violation(
      rule: .item, feature: name,
      message: """
        \(name) does not belong to the items: between cards of one item it differs as much as between items (variance ratio \
        \(Rounded.text(ratio)), at least \(Rounded.text(limit)) is needed): find what wrote those vectors
        """,
      measured: ratio, limit: limit)
  }
}
