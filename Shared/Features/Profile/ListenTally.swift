/// Counts of timed listens: how many, how much was heard, on how many days, from when to when.
public struct ListenTally: Hashable, Sendable {
  /// All of them. At 4 294 967 295 this and the three below stop together.
  public internal(set) var listens: UInt32 = 0
  /// Those heard in full.
  public internal(set) var full: UInt32 = 0
  /// Those heard in part.
  public internal(set) var partial: UInt32 = 0
  /// Those skipped.
  public var skipped: UInt32 { listens - full - partial }
  /// UTC days with a listen. A late listen between the first and the last day counts as a day already counted.
  public internal(set) var activeDays: UInt32 = 0
  /// The earliest; nil when there is none.
  public internal(set) var firstMoment: Moment?
  /// The latest; nil when there is none.
  public internal(set) var lastMoment: Moment?

  /// Counts one more.
  mutating func add(_ completion: Completion, at moment: Moment) {
    if listens < .max {
      listens += 1
      if completion == .full { full += 1 }
      if completion == .partial { partial += 1 }
    }
    guard let first = firstMoment, let last = lastMoment else {
      (firstMoment, lastMoment, activeDays) = (moment, moment, 1)
      return
    }
    if moment.day > last.day || moment.day < first.day { activeDays.addSaturating(1) }
    firstMoment = min(first, moment)
    lastMoment = max(last, moment)
  }
}
