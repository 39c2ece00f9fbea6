public import Features

/// Counts listens by item, segment and week, up to a moment.
///
/// The order in which listens are added does not matter. Holds one count for each different pair of item and segment.
public struct PopularityCounter: Sendable {
  /// The moment that the model will be of.
  public let moment: Moment
  /// How many listens were left out because they came after ``moment``.
  public private(set) var laterCount = 0
  private var segments: [Segment: [ItemIdentifier: UInt64]] = [:]
  private var recent: [ItemIdentifier: RecentListens] = [:]

  /// An empty count as of a moment.
  public init(asOf moment: Moment) {
    self.moment = moment
  }

  /// Adds listens of an item.
  ///
  /// - Parameters:
  ///   - item: What was heard.
  ///   - attributes: Of who heard it; only age band and country count.
  ///   - heardAt: When; nil when only counts are known, which then say nothing of rising.
  ///   - listens: How many.
  public mutating func add(
    _ item: ItemIdentifier, by attributes: ListenerAttributes, at heardAt: Moment?, listens: UInt32 = 1
  ) {
    if let heardAt, heardAt > moment {
      laterCount += 1
      return
    }
    guard listens > 0 else { return }
    for segment in Segment.mostSpecificFirst(attributes) {
      segments[segment, default: [:]][item, default: 0] += UInt64(listens)
    }
    guard let heardAt else { return }
    let age = moment.milliseconds.subtractingReportingOverflow(heardAt.milliseconds)
    guard !age.overflow, age.partialValue < 28 * Self.dayMilliseconds else { return }
    recent[item, default: RecentListens()].month += UInt64(listens)
    if age.partialValue < 7 * Self.dayMilliseconds {
      recent[item, default: RecentListens()].week += UInt64(listens)
    }
  }

  /// The model of what was counted.
  public func model() -> PopularityModel {
    var models: [Segment: SegmentListens] = [:]
    for (segment, counts) in segments {
      let items = counts.keys.sorted()
      let listens = SegmentListens(items: items, listens: items.map { counts[$0] ?? 0 })
      let isEverybody = segment == .everybody
      models[segment] = isEverybody ? listens : listens.keepingMostHeard(PopularityModel.segmentItemCountMax)
    }
    let everybody = models[.everybody]?.items ?? []
    return PopularityModel(moment: moment, segments: models, recent: everybody.map { recent[$0] ?? RecentListens() })
  }

  private static let dayMilliseconds: Int64 = 86_400_000
}

/// How often an item was heard lately.
struct RecentListens: Hashable, Sendable {
  /// In the last 28 days.
  var month: UInt64 = 0
  /// In the last 7 of them.
  var week: UInt64 = 0
}
