public import Domain
public import Features

/// What happened in a made world: events, the pages that another system showed, and where it left every listener.
public struct WorldHistory: Sendable {
  /// All events, in the order of moment, then listener's number, then what came first.
  public let events: [ListenerEvent]
  /// All pages shown, in the order of moment, then listener's number. Their clicks are among the events.
  public let pages: [ServedPage]
  /// The profiles of all who did anything: the fold of their events.
  public let profiles: [ListenerIdentifier: Profile]
}

/// How far the making of a history is.
public struct WorldProgress: Hashable, Sendable {
  /// Days made.
  public let day: Int
  /// Days to make.
  public let days: Int
  /// Events so far.
  public let events: Int
  /// Pages so far.
  public let pages: Int
}

extension World {
  /// Makes the history: every listener's days, one day of all listeners after the other.
  ///
  /// Linear in listeners and days; holds all events and pages at once, about 300 bytes an event and 20 kilobytes a page.
  ///
  /// - Parameter progress: Called after each day.
  public func history(progress: (WorldProgress) -> Void = { _ in }) -> WorldHistory {
    var maker = HistoryMaker(world: self)
    for day in 0..<options.days {
      maker.makeDay(day)
      progress(WorldProgress(day: day + 1, days: options.days, events: maker.eventCount, pages: maker.pages.count))
    }
    return maker.finish()
  }
}
