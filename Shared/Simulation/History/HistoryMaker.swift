import Domain
import Features
import Policies

/// Makes the history day by day, so that what is popular on a morning is what was heard before it.
struct HistoryMaker {
  private let world: World
  private var lives: [Timeline]
  private var popularity: RunningPopularity
  private var events: [ListenerEvent] = []
  /// Events that popularity has not counted.
  private var uncounted: [ListenerEvent] = []
  private(set) var pages: [ServedPage] = []

  /// The share of sessions that begin on a page.
  static let pageShare = 0.22

  init(world: World) {
    self.world = world
    popularity = RunningPopularity(items: world.items)
    lives = world.people.map {
      Timeline(listener: $0, from: world.options.start, naming: $0.identifier.description)
    }
  }

  /// Events so far.
  var eventCount: Int { events.count }

  /// Lives one day, from 0, of all listeners.
  mutating func makeDay(_ day: Int) {
    let midnight = world.options.start.adding(seconds: Int64(day) * 86_400)
    let sessions = SessionMaker(items: world.items, pages: pageMaker())
    for index in lives.indices {
      guard let joined = lives[index].listener.joined, joined <= midnight else { continue }
      var dice = Dice(seed: world.options.seed, "day", UInt64(lives[index].listener.number), UInt64(day))
      if joined == midnight { sessions.signUp(&lives[index], &dice) }
      pages += sessions.makeDay(from: midnight, &lives[index], &dice)
      let made = lives[index].takeEvents()
      events += made
      uncounted += made
    }
    count(before: midnight.adding(seconds: 86_400))
  }

  /// Everything, in order.
  consuming func finish() -> WorldHistory {
    // Events of one listener stand in their order already and have moments of their own.
    let order = Dictionary(uniqueKeysWithValues: lives.map { ($0.listener.identifier, $0.listener.number) })
    let number = { (listener: ListenerIdentifier) in order[listener] ?? 0 }
    let sortedEvents = events.sorted {
      ($0.event.moment, number($0.listener)) < ($1.event.moment, number($1.listener))
    }
    let sortedPages = pages.sorted { ($0.moment, number($0.listener)) < ($1.moment, number($1.listener)) }
    let active = lives.filter { $0.listener.joined != nil }
    let profiles = Dictionary(uniqueKeysWithValues: active.map { ($0.listener.identifier, $0.profile) })
    return WorldHistory(events: sortedEvents, pages: sortedPages, profiles: profiles)
  }

  private func pageMaker() -> PageMaker {
    guard let policy = try? EpsilonGreedy(epsilon: 1) else { preconditionFailure("1 is a share") }
    return PageMaker(
      pool: CandidatePool(items: world.items, popularity: popularity), popularity: popularity, policy: policy)
  }

  /// Counts the listens before a moment; what a late session did after it waits for the next day.
  private mutating func count(before end: Moment) {
    var later: [ListenerEvent] = []
    var listens: [(listen: Listen, attributes: ListenerAttributes)] = []
    for event in uncounted {
      guard event.event.moment < end else {
        later.append(event)
        continue
      }
      guard case .listen(let listen) = event.event.action else { continue }
      listens.append((listen, world.person(event.listener)?.attributes ?? ListenerAttributes()))
    }
    popularity.addDay(listens)
    uncounted = later
  }
}
