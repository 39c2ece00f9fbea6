import Domain
import Features
import Intake
import Simulation
import Testing

@Suite struct HistoryTests {
  @Test("Events are in the order of time, each with its own identifier, and none of a listener at one moment")
  func order() {
    let events = TinyWorld.history.events
    #expect(events.count > 300)
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.event.moment <= $1.event.moment })
    #expect(Set(events.map(\.identifier)).count == events.count)
    #expect(Set(events.map { "\($0.listener) \($0.event.moment.milliseconds)" }).count == events.count)
    #expect(TinyWorld.history.pages.map(\.moment) == TinyWorld.history.pages.map(\.moment).sorted())
  }

  @Test("Profiles are the fold of the events, and a page's profile is the fold of those before it")
  func folds() throws {
    var profiles: [ListenerIdentifier: Profile] = [:]
    var pages = TinyWorld.history.pages[...]
    for event in TinyWorld.history.events {
      while let page = pages.first, page.moment <= event.event.moment {
        #expect(try Profile(decoding: page.profile.span) == profiles[page.listener] ?? Profile())
        pages.removeFirst()
      }
      profiles[event.listener, default: Profile()].apply(event.event)
    }
    #expect(pages.isEmpty)
    #expect(profiles == TinyWorld.history.profiles)
  }

  @Test("Every page is one that intake logs and reads back bit by bit")
  func pageLines() throws {
    for page in TinyWorld.history.pages {
      #expect(try PageLogLine.decode(try PageLogLine.encode(page)) == page)
    }
  }

  @Test("Cards were drawn uniformly: one over the pool is the chance, and no card stands twice on a page")
  func propensities() throws {
    #expect(TinyWorld.history.pages.count > 20)
    for page in TinyWorld.history.pages {
      #expect(page.fingerprint == FeatureSet.standard.fingerprint)
      for shelf in page.shelves {
        let chance = try #require(shelf.cards.first).propensity
        let pool = (1 / chance).rounded()
        #expect(shelf.cards.allSatisfy { $0.propensity == chance })
        #expect(abs(chance * pool - 1) < 1e-12 && Int(pool) >= shelf.cards.count)
      }
      let items = page.shelves.flatMap { $0.cards.map(\.candidate.item) }
      #expect(Set(items).count == items.count)
    }
  }

  @Test("Vectors are served without affinity, and are what the feature core computes from the page's profile")
  func vectors() throws {
    let features = FeatureSet.standard
    let affinity = try #require(features.definitions.firstIndex { $0.name.contains("ffinity") })
    let items = CatalogSnapshot(version: 1, items: TinyWorld.world.catalog)
    let heard = try #require(features.definitions.firstIndex { $0.name == "pair.heard" })
    for page in TinyWorld.history.pages {
      let profile = try Profile(decoding: page.profile.span)
      for card in page.shelves.flatMap(\.cards) {
        let item = try #require(items[card.candidate.item]).item
        let row = FeatureRow(
          item: item, popularity: nil, source: card.candidate.source, sourcePosition: card.candidate.sourcePosition,
          factorAffinity: nil)
        let vector = features.compute(profile: profile, rows: [row], at: page.moment).vector(row: 0)
        #expect(card.features?[affinity] == nil)
        #expect(card.features?[heard] == vector[heard])
      }
    }
  }

  @Test("Every click is on a card of a shown page, and is followed by a listen")
  func clicks() {
    let shown = Set(
      TinyWorld.history.pages.flatMap { page in
        page.shelves.flatMap { shelf in
          shelf.cards.map {
            TinyWorld.Click(place: CardPlace(page: page.page, shelf: shelf.shelf), item: $0.candidate.item)
          }
        }
      })
    #expect(!TinyWorld.clicks.isEmpty && TinyWorld.clicks.isSubset(of: shown))
    for (_, events) in Dictionary(grouping: TinyWorld.history.events, by: \.listener) {
      for (event, next) in zip(events, events.dropFirst()) {
        guard case .click(let item) = event.event.action else { continue }
        guard case .listen(let listen) = next.event.action else {
          Issue.record("\(event.identifier) is not followed by a listen")
          continue
        }
        #expect(listen.item == item || listen.context == item)
      }
    }
  }

  @Test("Few items are heard a lot, many a little and some never; some listeners have no event")
  func longTail() {
    var heard: [ItemIdentifier: Int] = [:]
    for case .listen(let listen) in TinyWorld.history.events.map(\.event.action) {
      for item in [listen.item, listen.artist].compactMap({ $0 }) { heard[item, default: 0] += 1 }
    }
    let artists = TinyWorld.world.catalog.filter { $0.item.identifier.kind == .artist }
    let counts = artists.map { heard[$0.item.identifier] ?? 0 }.sorted(by: >)
    #expect(counts.prefix(artists.count / 5).reduce(0, +) * 2 > counts.reduce(0, +))
    #expect(counts.last == 0)
    #expect(TinyWorld.history.profiles[TinyWorld.world.newListener] == nil)
    let heavy = TinyWorld.history.profiles[TinyWorld.world.heavyListener]?.listens ?? 0
    let light = TinyWorld.history.profiles[TinyWorld.world.lightListener]?.listens ?? 0
    #expect(heavy > 3 * max(1, light))
  }

  @Test("Listens are full, partial and skipped, within their lengths, and never of what is not out yet")
  func listens() {
    let items = CatalogSnapshot(version: 1, items: TinyWorld.world.catalog)
    var completions: Set<Completion> = []
    for event in TinyWorld.history.events {
      guard case .listen(let listen) = event.event.action else { continue }
      completions.insert(listen.completion)
      #expect(listen.playedSeconds >= 0 && listen.playedSeconds <= listen.totalSeconds)
      let item = items[listen.item]?.item
      #expect(listen.artist == item?.artist && listen.genre == item?.genre)
      #expect((item?.releasedSeconds ?? 0) <= event.event.moment.seconds)
    }
    #expect(completions == Set(Completion.allCases))
  }
}
