public import Domain
public import Features

/// A made world: a catalog, listeners with tastes, and the truth about what they will click.
///
/// Follows from its options alone, so that a folder with `world.json` is enough to make it again. Immutable. Holds about
/// 500 bytes an item and a listener; the demo's size is made in milliseconds. Its history is made by ``history(progress:)``.
public struct World: Sendable {
  /// What it was made from.
  public let options: WorldOptions
  let items: MadeCatalog
  let people: [MadeListener]

  /// Makes a world.
  ///
  /// - Throws: ``SimulationError`` for options outside their bounds.
  public init(options: WorldOptions) throws(SimulationError) {
    try options.check()
    self.options = options
    let map = TasteMap(seed: options.seed)
    var maker = CatalogMaker(options: options, map: map)
    items = maker.make()
    people = ListenerMaker(options: options, map: map).make()
  }

  /// The catalog, in the order of identifiers: tracks, albums, artists, playlists, podcasts.
  public var catalog: [CatalogItem] { items.listing }

  /// All listeners, in the order of their numbers.
  public var listeners: [ListenerIdentifier] { people.map(\.identifier) }

  /// What could be known of a listener at sign-up; nil for one the world does not have.
  public func attributes(of listener: ListenerIdentifier) -> ListenerAttributes? { person(listener)?.attributes }

  /// A listener with much history, for the demo.
  public var heavyListener: ListenerIdentifier { people[0].identifier }

  /// A listener with a little history, for the demo.
  public var lightListener: ListenerIdentifier { people[1].identifier }

  /// A listener with no event at all, for the demo.
  public var newListener: ListenerIdentifier { people[people.count - 1].identifier }

  /// The true chance that a listener clicks an item shown at a position of a shelf: above 0 and below 1.
  ///
  /// - Parameters:
  ///   - item: The card.
  ///   - listener: Who looks.
  ///   - shelf: The shelf's identifier. One that is no ``SimulatedShelf`` is looked at for taste and quality.
  ///   - position: The place on the shelf, from 0.
  ///   - moment: When.
  ///   - profile: What the listener did before; their habits are read from it.
  /// - Throws: ``SimulationError/unknownListener(_:)`` or ``SimulationError/unknownItem(_:)``.
  public func clickProbability(
    of item: ItemIdentifier, listener: ListenerIdentifier, shelf: String, position: Int, at moment: Moment,
    profile: Profile
  ) throws(SimulationError) -> Double {
    guard let person = person(listener) else { throw .unknownListener(listener.description) }
    guard let card = items[item] else { throw .unknownItem(item.description) }
    return ClickTruth(listener: person, moment: moment, profile: profile)
      .probability(of: card, shelf: shelf, position: position)
  }

  /// The person of that pseudonym; nil for anybody else.
  func person(_ listener: ListenerIdentifier) -> MadeListener? {
    let prefix = "listener-"
    guard listener.description.hasPrefix(prefix), let number = Int(listener.description.dropFirst(prefix.count)),
      number >= 1, number <= people.count, people[number - 1].identifier == listener
    else { return nil }
    return people[number - 1]
  }
}
