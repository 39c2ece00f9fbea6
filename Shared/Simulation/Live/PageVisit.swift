public import Domain
public import Features

/// A listener's visit to the Home page.
public struct PageVisit: Hashable, Sendable {
  /// Who comes.
  public let listener: ListenerIdentifier
  /// When.
  public let moment: Moment

  /// A visit.
  public init(listener: ListenerIdentifier, moment: Moment) {
    self.listener = listener
    self.moment = moment
  }
}

extension World {
  /// When listeners will open the Home page over the days after the history, brand-new ones included.
  ///
  /// One visit a session, by the listener's habits; the more days, the more visits, and the first days stay the same.
  ///
  /// - Parameter days: How many days from the end of the history.
  /// - Returns: The visits in the order of moment, then listener's number.
  public func visits(days: Int) -> [PageVisit] {
    var visits: [PageVisit] = []
    for day in 0..<max(0, days) {
      let midnight = options.end.adding(seconds: Int64(day) * 86_400)
      for person in people {
        var dice = Dice(seed: options.seed, "visits", UInt64(person.number), UInt64(day))
        let sessions = person.sessionsPerDay * (midnight.dayOfWeek >= 5 ? person.weekendFactor : 1)
        for hour in 0..<24 {
          let moment = midnight.adding(seconds: Int64(hour * 3_600 + dice.below(3_600)))
          guard dice.chance(sessions * person.habit.sessionShare(hour: hour)) else { continue }
          visits.append(PageVisit(listener: person.identifier, moment: moment))
        }
      }
    }
    // Stable: listeners of one moment keep the order of their numbers.
    return visits.enumerated()
      .sorted { ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset) }
      .map(\.element)
  }
}
