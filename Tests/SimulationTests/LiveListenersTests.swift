import Domain
import Features
import Simulation
import Testing

@Suite struct LiveListenersTests {
  private let start = TinyWorld.world.options.end

  private func page(_ name: String, for listener: ListenerIdentifier) -> ShownPage {
    let podcasts = (1...8).map { ItemIdentifier(.podcast, $0) }
    let artists = (1...8).map { ItemIdentifier(.artist, $0) }
    let unknown = [ItemIdentifier(.album, 9_999)]
    return ShownPage(
      page: name, listener: listener, moment: start,
      shelves: [
        ShownShelf(shelf: "shows", items: podcasts), ShownShelf(shelf: "artists", items: artists),
        ShownShelf(shelf: "popular-near-you", items: unknown),
      ])
  }

  @Test("What people do on a page follows from the seed and the page's name alone")
  func reproducible() throws {
    var first = LiveListeners(world: TinyWorld.world, after: TinyWorld.history)
    var second = LiveListeners(world: TinyWorld.make(seed: 7), profiles: TinyWorld.history.profiles)
    var different = 0
    for number in 1...20 {
      let page = page("page \(number)", for: TinyWorld.world.heavyListener)
      let events = try first.respond(to: page)
      #expect(try events == second.respond(to: page))
      if events.count > 1 { different += 1 }
    }
    #expect(different > 0)
    #expect(first.profiles == second.profiles)
  }

  @Test("Clicks come as often as the truth says, over many pages shown to one listener")
  func empiricalRates() throws {
    let fresh = LiveListeners(world: TinyWorld.world, after: TinyWorld.history)
    var shown = page("chances", for: TinyWorld.world.heavyListener)
    shown.shelves.removeLast()
    let chances = try fresh.clickProbabilities(on: shown)
    let pages = 400
    var clicks: [String: Int] = [:]
    for number in 0..<pages {
      var listeners = fresh
      shown.page = "page \(number)"
      for event in try listeners.respond(to: shown) {
        if let place = event.place { clicks[place.shelf, default: 0] += 1 }
      }
    }
    for (shelf, row) in zip(shown.shelves, chances) {
      let expected = Double(pages) * row.reduce(0, +)
      let deviation = (Double(pages) * row.reduce(0) { $0 + $1 * (1 - $1) }).squareRoot()
      let got = Double(clicks[shelf.shelf] ?? 0)
      #expect(abs(got - expected) < 4 * deviation, "\(shelf.shelf): \(got) clicks, \(expected) expected")
    }
  }

  @Test("A brand-new listener signs up first, and later events come after earlier ones")
  func signUp() throws {
    var listeners = LiveListeners(world: TinyWorld.world, after: TinyWorld.history)
    let listener = TinyWorld.world.newListener
    var last = start
    for number in 1...10 {
      let events = try listeners.respond(to: page("new \(number)", for: listener))
      if number == 1 {
        let attributes = try #require(TinyWorld.world.attributes(of: listener))
        #expect(events.first?.event == Event(moment: start, action: .account(attributes)))
      }
      for event in events {
        #expect(event.event.moment >= last)
        last = event.event.moment
      }
    }
  }

  @Test("A page for nobody of this world is refused")
  func stranger() throws {
    var listeners = LiveListeners(world: TinyWorld.world, profiles: [:])
    let stranger = try #require(ListenerIdentifier("ann"))
    #expect(throws: SimulationError.unknownListener("ann")) { try listeners.respond(to: page("p", for: stranger)) }
  }

  @Test("Visits are in order, within their days, and a longer schedule begins like a shorter one")
  func visits() {
    let day = TinyWorld.world.visits(days: 1)
    let week = TinyWorld.world.visits(days: 7)
    #expect(!day.isEmpty && Array(week.prefix(day.count)) == day)
    #expect(week.map(\.moment) == week.map(\.moment).sorted())
    #expect(week.allSatisfy { $0.moment >= start && $0.moment < start.adding(seconds: 7 * 86_400) })
    #expect(TinyWorld.world.visits(days: 0).isEmpty)
  }
}
