public import Features

/// How much each item is heard: by everybody, by country, and by age band within a country. Immutable.
public struct PopularityModel: Hashable, Sendable {
  /// A segment speaks for itself when it has so many listens of a kind; below, the wider one speaks.
  public static let segmentListensMin: UInt64 = 50
  /// How many items of each kind a segment keeps, the most heard; everybody's keeps all.
  public static let segmentItemCountMax = 10_000

  /// What it is as of.
  public let moment: Moment
  let segments: [Segment: SegmentListens]
  /// For each of everybody's items.
  let recent: [RecentListens]

  init(moment: Moment, segments: [Segment: SegmentListens], recent: [RecentListens]) {
    self.moment = moment
    self.segments = segments
    self.recent = recent
  }

  /// How much an item is heard; nil when it never was.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - attributes: Of the listener, for their segment; with too few listens of the kind in it, the country's share
  ///     stands in, and then everybody's.
  public func popularity(of item: ItemIdentifier, for attributes: ListenerAttributes) -> ItemPopularity? {
    guard let everybody = segments[.everybody], let place = everybody.place(of: item) else { return nil }
    let inSegment = widening(attributes, kind: item.kind).first?.share(of: item)
    let overall = everybody.share(at: place)
    return ItemPopularity(overall: overall, inSegment: inSegment ?? overall, rising: Self.rising(recent[place]))
  }

  /// The items of a kind heard most in the listener's segment, filled up from the country's and everybody's.
  ///
  /// - Parameters:
  ///   - count: How many at most.
  ///   - kind: The kind wanted.
  ///   - attributes: Of the listener.
  ///   - excluded: Items to leave out.
  /// - Returns: Most heard first, ties by item; the score is the share in the list it came from, and never rises.
  public func top(
    _ count: Int, kind: ItemKind, for attributes: ListenerAttributes, excluding excluded: Set<ItemIdentifier> = []
  ) -> [ScoredItem] {
    var taken = excluded
    var best: [ScoredItem] = []
    for listens in widening(attributes, kind: kind) {
      for place in listens.ranked[Int(kind.rawValue)] {
        guard best.count < count else { return best }
        let item = listens.items[place]
        guard taken.insert(item).inserted else { continue }
        best.append(ScoredItem(item: item, score: min(listens.share(at: place), best.last?.score ?? 1)))
      }
    }
    return best
  }

  /// Those of the listener's segments that have enough listens of a kind, narrowest first; everybody's always.
  private func widening(_ attributes: ListenerAttributes, kind: ItemKind) -> [SegmentListens] {
    Segment.mostSpecificFirst(attributes).compactMap { segment in
      guard let listens = segments[segment] else { return nil }
      let isEnough = listens.totals[Int(kind.rawValue)] >= Self.segmentListensMin
      return isEnough || segment == .everybody ? listens : nil
    }
  }

  /// The share of the last 28 days' listens that fell in the last 7, with four made-up steady listens added, so that a
  /// single listen does not make a hit: 0.25 when nothing is known.
  private static func rising(_ recent: RecentListens) -> Float {
    Float((Double(recent.week) + 1) / (Double(recent.month) + 4))
  }
}
