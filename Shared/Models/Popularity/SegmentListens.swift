import Features

/// How often each item was heard in one segment.
struct SegmentListens: Hashable, Sendable {
  /// The items heard, rising.
  let items: [ItemIdentifier]
  /// Listens of each.
  let listens: [UInt64]
  /// Listens of all items of a kind, by the kind's raw value.
  let totals: [UInt64]
  /// Places in ``items`` by falling listens, ties by item, for each kind's raw value.
  let ranked: [[Int]]

  /// Listens by item; a segment's items all have at least one.
  init(items: [ItemIdentifier], listens: [UInt64]) {
    var totals = [UInt64](repeating: 0, count: Self.kindCount)
    var ranked = [[Int]](repeating: [], count: Self.kindCount)
    for (place, item) in items.enumerated() {
      let kind = Int(item.kind.rawValue)
      totals[kind] = totals[kind].addingReportingOverflow(listens[place]).partialValue
      ranked[kind].append(place)
    }
    for kind in ranked.indices {
      ranked[kind].sort { listens[$0] == listens[$1] ? $0 < $1 : listens[$0] > listens[$1] }
    }
    self.items = items
    self.listens = listens
    self.totals = totals
    self.ranked = ranked
  }

  /// The item's share of the listens of its kind, 0 to 1; 0 when it was not heard.
  func share(of item: ItemIdentifier) -> Float {
    guard let place = place(of: item) else { return 0 }
    return share(at: place)
  }

  func share(at place: Int) -> Float {
    let total = totals[Int(items[place].kind.rawValue)]
    return Float(Double(listens[place]) / Double(max(1, total)))
  }

  func place(of item: ItemIdentifier) -> Int? {
    let place = items.partitioningIndex { $0 >= item }
    return place < items.count && items[place] == item ? place : nil
  }

  /// The same with at most so many items of each kind, the most heard.
  func keepingMostHeard(_ count: Int) -> SegmentListens {
    let kept = ranked.flatMap { $0.prefix(count) }.sorted()
    return SegmentListens(items: kept.map { items[$0] }, listens: kept.map { listens[$0] })
  }

  private static let kindCount = 1 + Int(ItemKind.allCases.map(\.rawValue).max() ?? 0)
}
