import Domain
import Features
import Messages
import Simulation
import Translation
import Wording

/// Simulated listeners in front of the real services: pages out, clicks and listens back in.
struct VisitorLoop {
  private let peers: Peers
  private var listeners: LiveListeners

  /// How many visits are under way at once; no listener twice among them.
  ///
  /// As many as the services answer within a page's time on a small machine: pages made without ranking teach nothing.
  private static let concurrentMax = 16

  init(peers: Peers, listeners: LiveListeners) {
    self.peers = peers
    self.listeners = listeners
  }

  /// Serves all visits, in their order for each listener.
  mutating func serve(_ all: [PageVisit]) async throws {
    let line = ProgressLine("Served visits")
    var pageCount = 0
    var cardCount = 0
    var clickCount = 0
    for visits in Self.groups(of: all) {
      // Who still listens comes when they are done: no page is older than what its profile knows.
      let group = visits.map { visit in
        let free = listeners.profiles[visit.listener]?.lastMoment?.adding(seconds: 1)
        return PageVisit(listener: visit.listener, moment: max(visit.moment, free ?? visit.moment))
      }
      let pages = try await pages(for: group)
      var events: [ListenerEvent] = []
      for (visit, page) in zip(group, pages) {
        let shown = ShownPage(page, listener: visit.listener)
        events += try listeners.respond(to: shown)
        pageCount += 1
        cardCount += shown.shelves.reduce(0) { $0 + $1.items.count }
      }
      clickCount += events.count { $0.place != nil }
      _ = try await EventUpload(home: peers.home).send(events.map { Wire.Event($0) })
      line.update("\(pageCount) of \(all.count)")
    }
    line.end(
      "\(Decimals.grouped(pageCount)) pages with \(Decimals.grouped(cardCount)) cards, "
        + "\(Decimals.grouped(clickCount)) clicks")
  }

  private func pages(for visits: [PageVisit]) async throws -> [Wire.GetHomeResponse] {
    try await withThrowingTaskGroup(of: (Int, Wire.GetHomeResponse).self) { group in
      for (index, visit) in visits.enumerated() {
        group.addTask { [home = peers.home] in
          let request = Wire.GetHomeRequest(
            listener: visit.listener.description, momentMilliseconds: visit.moment.milliseconds)
          return (index, try await home.getHome(request))
        }
      }
      var pages = [Wire.GetHomeResponse?](repeating: nil, count: visits.count)
      for try await (index, page) in group { pages[index] = page }
      return pages.compactMap(\.self)
    }
  }

  /// Neighbouring visits of different listeners, so that nobody gets a page before their last events are in.
  private static func groups(of visits: [PageVisit]) -> [[PageVisit]] {
    var groups: [[PageVisit]] = []
    var seen = Set<ListenerIdentifier>()
    for visit in visits {
      if groups.isEmpty || seen.contains(visit.listener) || seen.count == concurrentMax {
        groups.append([])
        seen.removeAll(keepingCapacity: true)
      }
      groups[groups.count - 1].append(visit)
      seen.insert(visit.listener)
    }
    return groups
  }
}

extension ShownPage {
  /// What a listener sees of an answered page.
  init(_ page: Wire.GetHomeResponse, listener: ListenerIdentifier) {
    self.init(
      page: page.page, listener: listener, moment: Moment(milliseconds: page.momentMilliseconds),
      shelves: page.shelves.map { shelf in
        ShownShelf(shelf: shelf.shelf, items: shelf.cards.compactMap { ItemIdentifier($0.item) })
      })
  }
}
