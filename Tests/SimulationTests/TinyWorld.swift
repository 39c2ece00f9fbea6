import Domain
import Features
import Simulation

/// A world small enough for a debug build, made once for all suites.
enum TinyWorld {
  static let world = make(seed: 7)
  static let history = world.history()

  static func options(seed: UInt64) -> WorldOptions {
    WorldOptions(
      seed: seed, listeners: 24, tracks: 160, albums: 50, artists: 40, playlists: 16, podcasts: 20, weeks: 1)
  }

  static func make(seed: UInt64) -> World {
    do {
      return try World(options: options(seed: seed))
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The clicks of the history, by page, shelf and item.
  static let clicks = Set(
    history.events.compactMap { event -> Click? in
      guard case .click(let item) = event.event.action, let place = event.place else { return nil }
      return Click(place: place, item: item)
    })

  struct Click: Hashable {
    let place: CardPlace
    let item: ItemIdentifier
  }
}
