import Domain
import Features

/// The true chance of a click: what the services try to learn, and only the made world knows.
///
/// The product of being looked at, which falls with the position, and of being wanted, a logistic function of taste,
/// familiarity, recency, the hour and quality. Renown has no part in it: a popular item is clicked more only as far as
/// it is better or fits more people.
struct ClickTruth {
  let listener: MadeListener
  let moment: Moment
  let profile: Profile

  /// The least and the greatest chance.
  static let bounds = 0.002...0.95

  /// The chance of a click on an item at a position, from 0, of a shelf.
  func probability(of item: MadeItem, shelf: String, position: Int) -> Double {
    let seen = 1 / (1 + 0.12 * Double(max(0, position)))
    let wanted = Curves.logistic(want(item, on: SimulatedShelf(rawValue: shelf)) + listener.readiness)
    let disliked = profile.hidden.contains(item.identifier) ? 0.05 : 1
    return min(Self.bounds.upperBound, max(Self.bounds.lowerBound, seen * wanted * disliked))
  }

  /// The log-odds of being wanted; nil for a shelf that the world does not know in particular.
  private func want(_ item: MadeItem, on shelf: SimulatedShelf?) -> Double {
    let fit = listener.agreement(with: item)
    let habit = Habit(of: item.identifier, in: profile, at: moment)
    let suits = listener.habit.suits(item.identifier.kind, hour: moment.hourOfDay)
    let domestic = item.catalog.country == listener.place.code ? 1.0 : 0
    switch shelf {
    case .shortcuts:
      return -4.4 + 2.4 * habit.strength + 1.3 * habit.recency + 1.7 * suits + 1.0 * fit + 0.2 * item.quality
    case .shows:
      let appetite = 2 * (listener.podcastAppetite - 0.45) + 0.9 * suits
      return -3.9 + 2.8 * fit + 0.5 * item.quality + 0.9 * habit.strength + 0.3 * domestic + appetite
    case .somethingElse:
      let mood = item.mood.map { Curves.bump(hour: moment.hourOfDay, peak: $0.peakHour, width: 6) } ?? 0
      let newness = Curves.fading(Double(profile.listens), half: 60)
      return -3.9 + 2.8 * fit + 0.5 * item.quality + 0.6 * mood + 0.5 * newness + 0.6 * suits
    case .artists:
      let novelty = habit.strength > 0 ? 1.1 * habit.strength : 0.8 * (1 - listener.familiarity)
      return -4.1 + 3.0 * fit + 0.4 * item.quality + novelty + 0.5 * domestic + 0.4 * suits
    case nil:
      return -4.0 + 2.4 * fit + 0.6 * item.quality + 0.9 * habit.strength + 0.4 * domestic + 0.5 * suits
    }
  }
}

/// How much of a habit an item is for a listener, as the profile has it.
private struct Habit {
  /// How much it is played, lately above all: from 0 for never towards 1.
  let strength: Double
  /// How lately it was played: from 0 for never to 1 for now, and one half a day ago.
  let recency: Double

  init(of item: ItemIdentifier, in profile: Profile, at moment: Moment) {
    guard let heard = profile.heard(item) else {
      strength = 0
      recency = 0
      return
    }
    strength = Curves.saturation(Double(heard.decayedListens(at: moment)), half: 4)
    let hours = heard.lastMoment.map { Double(moment.milliseconds - $0.milliseconds) / 3_600_000 }
    recency = hours.map { Curves.fading(max(0, $0), half: 24) } ?? 0
  }
}
