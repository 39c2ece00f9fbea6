public import Features

/// A slate of a dataset, as far as it can be told from others.
public struct SlateKey: Hashable, Sendable {
  /// When it was served.
  public let moment: Moment
  /// The items, in the order shown.
  public let items: [ItemIdentifier]

  /// A slate's key.
  public init(moment: Moment, items: [ItemIdentifier]) {
    self.moment = moment
    self.items = items
  }
}

extension RankingDataset {
  /// The dataset without some slates, and how many rows each of those had that were there.
  public func without(_ unwanted: Set<SlateKey>) -> (dataset: RankingDataset, removedRows: [SlateKey: Int]) {
    var kept = rows(0..<0)
    var removed: [SlateKey: Int] = [:]
    var group: UInt32 = 0
    for slate in slates {
      let key = SlateKey(moment: moments[slate.lowerBound], items: Array(items[slate]))
      if unwanted.contains(key) {
        removed[key, default: 0] += slate.count
        continue
      }
      kept.append(self, rows: slate, group: group, listener: listeners[slate.lowerBound])
      group += 1
    }
    kept.listeners = Self.renumbered(kept.listeners)
    return (kept, removed)
  }
}
