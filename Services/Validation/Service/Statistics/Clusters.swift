import Datasets

/// Whose rows are whose: listeners, or slates where there are too few listeners to tell how much they differ.
struct Clusters {
  /// The fewest listeners that errors are taken over.
  static let listenersMin = 10

  /// The cluster of each slate.
  let ofSlate: [Int]
  /// How many there are.
  let count: Int
  private let slates: [Range<Int>]

  init(_ dataset: RankingDataset, _ slates: [Range<Int>]) {
    let listeners = dataset.listenerCount
    let areListeners = listeners >= Self.listenersMin
    ofSlate = slates.indices.map { areListeners ? Int(dataset.listeners[slates[$0].lowerBound]) : $0 }
    count = areListeners ? listeners : slates.count
    self.slates = slates
  }

  /// The share of some rows among others; nil when there are none of the others.
  func share(of isCounted: (Int) -> Bool, in isMeant: (Int) -> Bool) -> Estimate? {
    var parts = [(of: Double, in: Double)](repeating: (0, 0), count: count)
    for (slate, rows) in slates.enumerated() {
      for row in rows where isMeant(row) {
        parts[ofSlate[slate]].in += 1
        if isCounted(row) { parts[ofSlate[slate]].of += 1 }
      }
    }
    return Estimate(parts)
  }
}

/// The groups of listeners that a dataset's own features tell apart.
struct SliceNames {
  /// Each with whether a row belongs to it.
  let slices: [(name: String, feature: String, contains: (Int) -> Bool)]

  init(_ dataset: RankingDataset) {
    var slices: [(name: String, feature: String, contains: (Int) -> Bool)] = []
    for (feature, name) in dataset.featureNames.enumerated() {
      if name.hasPrefix("listener.tier.") || name.hasPrefix("listener.platform.") || name == "listener.countryKnown" {
        slices.append((name, name, { dataset.value(row: $0, feature: feature) == 1 }))
      } else if name == "listener.ageBand" {
        for band in 1...6 {
          slices.append(("\(name) \(band)", name, { dataset.value(row: $0, feature: feature) == Float(band) }))
        }
      } else if name == "listener.listens" {
        slices.append(("new listeners", name, { dataset.value(row: $0, feature: feature) == 0 }))
      }
    }
    self.slices = slices
  }
}
