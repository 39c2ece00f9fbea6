/// What a profile keeps of one item that the listener heard.
public struct HeardItem: Hashable, Sendable {
  /// The item.
  public let item: ItemIdentifier
  /// Its timed listens.
  public internal(set) var tally = ListenTally()
  /// Plays by imported counts, which have no times.
  public internal(set) var counted: UInt32 = 0
  /// Timed listens on Saturdays and Sundays (UTC).
  public internal(set) var weekendListens: UInt32 = 0
  /// The time between the latest two timed listens; nil with fewer.
  var latestGapMilliseconds: UInt64?
  /// Timed listens by ``DayPart``; those of the evening are the rest.
  var nightListens: UInt32 = 0
  var morningListens: UInt32 = 0
  var afternoonListens: UInt32 = 0
  /// Decayed listens as of the last moment: 0 without timed listens, from 1 with them.
  var weight: Float = 0

  init(item: ItemIdentifier) {
    self.item = item
  }

  /// Timed listens.
  public var listens: UInt32 { tally.listens }
  /// Timed listens heard in full.
  public var full: UInt32 { tally.full }
  /// Timed listens heard in part.
  public var partial: UInt32 { tally.partial }
  /// Timed listens skipped.
  public var skipped: UInt32 { tally.skipped }
  /// UTC days with a listen.
  public var activeDays: UInt32 { tally.activeDays }
  /// The earliest listen; nil when only counts are known.
  public var firstMoment: Moment? { tally.firstMoment }
  /// The latest listen; nil when only counts are known.
  public var lastMoment: Moment? { tally.lastMoment }

  /// All plays, timed or counted.
  public var plays: UInt64 { UInt64(listens) + UInt64(counted) }

  /// Timed listens, each halving every ``ProfileLimits/itemHalfLifeDays`` days. From 0, finite.
  ///
  /// A moment before the last listen gives what stood at the last listen.
  public func decayedListens(at moment: Moment) -> Float {
    guard let last = lastMoment else { return 0 }
    return weight * Decay.factor(milliseconds: moment.milliseconds(since: last), halfLifeDays: Self.halfLifeDays)
  }

  /// Timed listens that began in that quarter of the UTC day.
  public func listens(in part: DayPart) -> UInt32 {
    switch part {
    case .night: nightListens
    case .morning: morningListens
    case .afternoon: afternoonListens
    case .evening: listens - nightListens - morningListens - afternoonListens
    }
  }

  private static let halfLifeDays = ProfileLimits.itemHalfLifeDays

  /// Counts a listen. A late one weighs what is left of it by the last moment.
  mutating func add(_ completion: Completion, at moment: Moment) {
    if listens < .max {
      switch moment.dayPart {
      case .night: nightListens += 1
      case .morning: morningListens += 1
      case .afternoon: afternoonListens += 1
      case .evening: break
      }
      if moment.isWeekend { weekendListens += 1 }
    }
    let last = lastMoment ?? moment
    let fade = Decay.factor(milliseconds: moment.milliseconds(since: last), halfLifeDays: Self.halfLifeDays)
    let share = Decay.factor(milliseconds: last.milliseconds(since: moment), halfLifeDays: Self.halfLifeDays)
    weight = min(weight * fade + share, ProfileLimits.weightMax)
    noteGap(to: moment)
    tally.add(completion, at: moment)
  }

  /// A late listen may lie between the latest two.
  private mutating func noteGap(to moment: Moment) {
    guard let last = lastMoment else { return }
    let distance = max(moment.milliseconds(since: last), last.milliseconds(since: moment))
    latestGapMilliseconds = moment < last ? min(distance, latestGapMilliseconds ?? distance) : distance
  }

  /// Counts plays without times.
  mutating func add(plays: UInt32) {
    counted.addSaturating(plays)
  }

  /// Most recent first; those without times after, most plays first; the smaller identifier first among equals.
  func precedes(_ other: HeardItem) -> Bool {
    if lastMoment != other.lastMoment {
      guard let mine = lastMoment else { return false }
      guard let theirs = other.lastMoment else { return true }
      return mine > theirs
    }
    if lastMoment == nil, counted != other.counted { return counted > other.counted }
    return item < other.item
  }
}
