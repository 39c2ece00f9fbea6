import Datasets

/// Looks for two features whose difference knows which cards were clicked, though neither does alone.
struct DifferenceCheck {
  let limits: LeakLimits

  /// The most pairs of a clicked card and another of its slate that are looked at: each takes a step for every two features.
  static let pairsMax = 4000
  /// The fewest: with fewer, some of thousands of differences are telling by luck.
  static let pairsMin = 200

  /// The two features whose difference is most telling, when it is beyond what is plausible.
  func leak(in dataset: RankingDataset) -> Leak? {
    let pairs = Self.pairs(of: dataset)
    guard pairs.count >= Self.pairsMin else { return nil }
    // For each feature, how much more the clicked card has of it than the other, pair by pair; NaN where either lacks it.
    let differences = dataset.featureNames.indices.map { feature in
      pairs.map {
        (dataset.value(row: $0, feature: feature) ?? .nan) - (dataset.value(row: $1, feature: feature) ?? .nan)
      }
    }
    let varying = differences.indices.filter { feature in differences[feature].contains { $0 != 0 } }
    var strongest: (area: Double, left: Int, right: Int) = (0.5, 0, 0)
    for (place, left) in varying.enumerated() {
      for right in varying[(place + 1)...] {
        let area = Self.area(differences[left], differences[right])
        if abs(area - 0.5) > abs(strongest.area - 0.5) { strongest = (area, left, right) }
      }
    }
    let error = (0.25 / Double(pairs.count)).squareRoot()
    guard abs(strongest.area - 0.5) - 4 * error > limits.featureAreaMax - 0.5 else { return nil }
    return Leak(
      features: [dataset.featureNames[strongest.left], dataset.featureNames[strongest.right]],
      reason: """
        their difference tells clicked cards from others of their slates with an auc of \(Rounded.text(strongest.area)), \
        and beyond \(Rounded.text(limits.featureAreaMax)) is not plausible
        """, measured: strongest.area, limit: limits.featureAreaMax)
  }

  /// The share of pairs in which the difference of two features is higher for the clicked card; ties and lacks count half.
  private static func area(_ left: [Float], _ right: [Float]) -> Double {
    var (ordered, reversed) = (0, 0)
    let (left, right) = (left.span, right.span)
    for pair in left.indices {
      if left[pair] > right[pair] { ordered += 1 } else if left[pair] < right[pair] { reversed += 1 }
    }
    return 0.5 + Double(ordered - reversed) / Double(2 * left.count)
  }

  /// Clicked cards, each with one other of its slate, spread over all slates.
  private static func pairs(of dataset: RankingDataset) -> [(clicked: Int, other: Int)] {
    var pairs: [(clicked: Int, other: Int)] = []
    for slate in dataset.slates {
      let others = slate.filter { !dataset.labels[$0] }
      guard !others.isEmpty else { continue }
      for (number, row) in slate.filter({ dataset.labels[$0] }).enumerated() {
        pairs.append((row, others[(number + slate.lowerBound) % others.count]))
      }
    }
    let stride = max(1, (pairs.count + pairsMax - 1) / pairsMax)
    return pairs.enumerated().filter { $0.offset.isMultiple(of: stride) }.map(\.element)
  }
}
