public import Domain
public import Features
import Policies

/// Simulated people in front of real services: shows them a page, and says what they do.
///
/// Keeps every listener's profile as the fold of what they did, history first. What they do on a page follows from the
/// world's seed and the page's identifier alone.
public struct LiveListeners: Sendable {
  /// The world they live in.
  public let world: World
  /// What they did so far, folded. A listener who is missing has done nothing.
  public private(set) var profiles: [ListenerIdentifier: Profile]

  /// The world's listeners after a history.
  public init(world: World, after history: WorldHistory) {
    self.init(world: world, profiles: history.profiles)
  }

  /// The world's listeners with these profiles.
  public init(world: World, profiles: [ListenerIdentifier: Profile]) {
    self.world = world
    self.profiles = profiles
  }

  /// What a listener does on seeing a page: clicks, the listens that follow, likes, follows, seldom a hide.
  ///
  /// A listener who has never done anything signs up first. Cards that the world does not have are looked past.
  ///
  /// - Returns: The events to record, in the order of their moments, all at or after the page's moment. They are folded
  ///   into ``profiles``.
  /// - Throws: ``SimulationError/unknownListener(_:)``.
  public mutating func respond(to page: ShownPage) throws(SimulationError) -> [ListenerEvent] {
    guard let person = world.person(page.listener) else { throw .unknownListener(page.listener.description) }
    let before = profiles[page.listener]
    let name = StableHash.fnv1a(page.page)
    var life = Timeline(
      listener: person, from: page.moment, profile: before ?? Profile(),
      naming: "\(page.listener)-live-\(String(name, radix: 16))")
    // Never before what they did last, even when the page was asked for while they were still listening.
    if let last = before?.lastMoment { life.wait(until: last.adding(seconds: 1)) }
    if before == nil { life.act(.account(person.attributes)) }
    var dice = Dice(seed: world.options.seed, "live", name)
    _ = Browsing(items: world.items).browse(page, &life, &dice)
    profiles[page.listener] = life.profile
    return life.takeEvents()
  }

  /// The true chance of a click on every card of a page, shelf by shelf, before anything on it is clicked.
  ///
  /// The sum over a shelf is how many clicks it earns on average: services can be compared by it without luck.
  ///
  /// - Throws: ``SimulationError/unknownListener(_:)`` or ``SimulationError/unknownItem(_:)``.
  public func clickProbabilities(on page: ShownPage) throws(SimulationError) -> [[Double]] {
    let profile = profiles[page.listener] ?? Profile()
    var probabilities: [[Double]] = []
    for shelf in page.shelves {
      var row: [Double] = []
      for (position, item) in shelf.items.enumerated() {
        row.append(
          try world.clickProbability(
            of: item, listener: page.listener, shelf: shelf.shelf, position: position, at: page.moment,
            profile: profile))
      }
      probabilities.append(row)
    }
    return probabilities
  }
}
