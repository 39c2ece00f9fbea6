public import Domain
public import Features
import Intake
public import Simulation

/// One shelf of a made world: the pages that showed it, with only that shelf, and the clicks on it.
///
/// The pages are those that the world's other system served, in an order of mere chance, with vectors, profiles and propensities
/// as they were.
public struct TrialWorld: Sendable {
  /// The world.
  public let world: World
  /// The shelf.
  public var shelf: ShelfDefinition
  /// The shelf's pages, oldest first.
  public var pages: [ServedPage]
  /// Which items of which page were clicked, and when.
  public var clicks: [String: [(item: ItemIdentifier, moment: Moment)]]

  /// A world out of a seed.
  public init(seed: UInt64, shelf: ShelfDefinition, listeners: Int = 400, weeks: Int = 8) throws {
    world = try World(options: WorldOptions(seed: seed, listeners: listeners, weeks: weeks))
    self.shelf = shelf
    let history = world.history()
    pages = history.pages.compactMap { page in
      var page = page
      page.shelves = page.shelves.filter { $0.shelf == shelf.shelf && !$0.cards.isEmpty }
      return page.shelves.isEmpty ? nil : page
    }
    clicks = [:]
    for event in history.events {
      guard case .click(let item) = event.event.action, let place = event.place, place.shelf == shelf.shelf else {
        continue
      }
      clicks[place.page, default: []].append((item, event.event.moment))
    }
  }

  /// The moment after everything, when every page's window for clicks has ended.
  public var end: Moment { world.options.end.adding(seconds: 86_400) }

  /// The oldest share of the pages.
  public func oldest(_ share: Double) -> TrialWorld {
    var part = self
    part.pages = Array(pages.prefix(Int(Double(pages.count) * share)))
    return part
  }

  /// The world without its newest pages.
  func withoutNewest(_ count: Int) -> TrialWorld {
    var part = self
    part.pages.removeLast(min(count, pages.count))
    return part
  }

  /// The moment between the oldest share of pages and the others.
  public func moment(after share: Double) -> Moment {
    let index = min(pages.count - 1, Int(Double(pages.count) * share))
    return pages[index].moment.adding(seconds: 3600)
  }

  /// Writes pages and clicks into an event log.
  func write(to log: EventLogWriter) async throws {
    for page in pages {
      try await log.append(page)
      let events = (clicks[page.page] ?? []).enumerated().map { number, click in
        ListenerEvent(
          identifier: "\(page.page)-\(number)", listener: page.listener,
          event: Event(moment: click.moment, action: .click(item: click.item)),
          place: CardPlace(page: page.page, shelf: shelf.shelf))
      }
      if !events.isEmpty { try await log.append(events) }
    }
    try await log.flush()
  }
}
