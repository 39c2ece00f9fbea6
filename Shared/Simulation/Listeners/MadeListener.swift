import Domain
import Features

/// A person of the made world: what the services may know of them, and what they never will.
struct MadeListener: Sendable {
  /// Their account, "listener-" and their number.
  let identifier: ListenerIdentifier
  /// Their number, from 1.
  let number: Int
  /// What the services may know.
  var attributes: ListenerAttributes
  /// Their country.
  var place: Place
  /// Their city.
  var city: Place.City
  /// When they signed up; nil for one who has not done anything before the live days.
  var joined: Moment?
  /// What music they like; of length 1.
  var musicTaste: TasteVector
  /// What podcasts they like; of length 1.
  var podcastTaste: TasteVector
  /// How often they take what they know, from 0 to 1.
  var familiarity: Double
  /// How often a session is a podcast's, from 0 to 1, at the hour that suits podcasts best.
  var podcastAppetite: Double
  /// Sessions on an ordinary day.
  var sessionsPerDay: Double
  /// Sessions on Saturday and Sunday against an ordinary day.
  var weekendFactor: Double
  /// When they listen, and to what.
  var habit: DailyHabit
  /// How readily they click at all: added to every log-odds.
  var readiness: Double

  /// How well an item fits, from -1 to 1.
  func agreement(with item: MadeItem) -> Double {
    (item.identifier.kind == .podcast ? podcastTaste : musicTaste).agreement(with: item.taste)
  }
}
