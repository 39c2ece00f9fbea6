import Domain
import Features
import Intake
import Messages
import RPC
import Storage
import Testing

@testable import HomeService

@Suite("A Home page")
struct PageTests {
  @Test("Both stages up: every shelf in its order, whole cards, nothing twice, nothing missed") func whole()
    async throws
  {
    try await HomeBench.run { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      let page = try await bench.page("l1")
      #expect(page.shelves.map(\.shelf) == ["shortcuts", "artists", "near", "editors"])
      #expect(page.degradations.isEmpty && page.featureSetFingerprint == FeatureSet.standard.fingerprint)
      #expect(HomePageName.isReserved(page.page) && page.momentMilliseconds == MadeHome.moment.milliseconds)
      for shelf in page.shelves {
        #expect((1...4).contains(shelf.cards.count) && shelf.title == "The \(shelf.shelf) shelf")
        #expect(shelf.cards.map(\.position) == Array(0..<UInt32(shelf.cards.count)))
        for card in shelf.cards {
          let item = try #require(ItemIdentifier(card.item).flatMap { MadeHome.catalog[$0] })
          #expect(card.title == item.title && card.subtitle == item.subtitle && !card.reason.isEmpty)
          #expect(card.propensity > 0 && card.propensity <= 1 && (0...1).contains(card.score))
        }
      }
      let items = page.shelves.flatMap(\.cards).map(\.item)
      #expect(Set(items).count == items.count)
      #expect(page.shelves.first?.model == Wire.ModelVersion(model: "ranking.shortcuts", version: 3))
      #expect(page.shelves.first?.policy == "epsilonGreedy(0.5)" && page.shelves.last?.policy == "fixed")
      let heard = Set(["artist:1", "artist:2", "artist:3", "artist:4", "artist:5", "album:1", "album:2"])
      #expect(heard.isSuperset(of: page.shelves.first?.cards.map(\.item) ?? []))
    }
  }

  @Test("A listener never seen gets a page for new listeners, and asking for it makes them no profile")
  func unknown() async throws {
    try await HomeBench.run { bench in
      let page = try await bench.page("nobody") {
        $0.attributes = Wire.ListenerAttributes(ageBand: "25to34", country: "SE", tier: "free")
      }
      #expect(page.shelves.map(\.shelf) == ["new", "artists", "near", "editors"])
      #expect(page.degradations.isEmpty && page.shelves.allSatisfy { !$0.cards.isEmpty })
      let missing = try await status { _ = try await bench.profile("nobody") }
      #expect(missing?.code == .notFound)
      let logged = try #require(try await bench.loggedPages().first)
      let snapshot = try Profile(decoding: logged.profile.span)
      #expect(snapshot.attributes.country == Country("SE") && snapshot.attributes.ageBand == .from25to34)
    }
  }

  @Test("What a profile knows of a listener is kept against what the app says; what it does not know is filled in")
  func attributes() async throws {
    try await HomeBench.run { bench in
      var account = MadeHome.event("a1", "l1", "account", "")
      account.attributes = Wire.ListenerAttributes(country: "NO")
      _ = try await bench.record([account])
      _ = try await bench.page("l1") { $0.attributes = Wire.ListenerAttributes(country: "SE", platform: "car") }
      let logged = try #require(try await bench.loggedPages().first)
      let known = try Profile(decoding: logged.profile.span).attributes
      #expect(known.country == Country("NO") && known.platform == .car)
    }
  }

  @Test("Shelves are those asked for, in that order, with no more cards than asked for") func wanted() async throws {
    try await HomeBench.run { bench in
      let page = try await bench.page("l1") {
        $0.shelves = ["editors", "artists"]
        $0.cardsMax = 2
      }
      #expect(page.shelves.map(\.shelf) == ["editors", "artists"])
      #expect(page.shelves.allSatisfy { $0.cards.count == 2 })
    }
  }

  @Test("Without a catalog there is no page, and the status says what to do") func emptyCatalog() async throws {
    var setup = HomeBench.Setup()
    setup.catalog = CatalogSnapshot(version: 0, items: [])
    try await HomeBench.run(setup) { bench in
      let refusal = try #require(try await status { _ = try await bench.page("l1") })
      #expect(refusal.code == .unavailable)
      #expect(refusal.message.contains("catalog version 0") && refusal.message.contains("import a catalog"))
      #expect(try await bench.loggedPages().isEmpty)
    }
  }

  @Test("Each field that is wrong is INVALID_ARGUMENT that names it", arguments: WrongPage.all)
  func wrong(_ wrong: WrongPage) async throws {
    try await HomeBench.run { bench in
      let refusal = try #require(try await status { _ = try await bench.page("l1", wrong.change) })
      #expect(refusal.code == .invalidArgument)
      for word in wrong.words { #expect(refusal.message.contains(word), "\(refusal.message) does not say \(word)") }
      #expect(try await bench.loggedPages().isEmpty)
    }
  }

  @Test("The ends of the allowed moments are taken") func moments() async throws {
    try await HomeBench.run { bench in
      for milliseconds in [-62_135_596_800_000, 253_402_300_799_999] as [Int64] {
        let page = try await bench.page("l1") {
          $0.momentMilliseconds = milliseconds
          $0.preview = true
        }
        #expect(page.momentMilliseconds == milliseconds && page.degradations.isEmpty)
      }
    }
  }
}

/// One thing wrong with a page's request, and words that the refusal must have.
struct WrongPage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let words: [String]
  let change: @Sendable (inout Wire.GetHomeRequest) -> Void

  init(_ name: String, _ words: [String], _ change: @escaping @Sendable (inout Wire.GetHomeRequest) -> Void) {
    testDescription = name
    self.words = words
    self.change = change
  }

  static let all: [WrongPage] = [
    WrongPage("no listener", ["listener", "1 to 128"]) { $0.listener = "" },
    WrongPage("a long listener", ["listener"]) { $0.listener = String(repeating: "x", count: 129) },
    WrongPage("control characters", ["listener", "control"]) { $0.listener = "a\nb" },
    WrongPage("a moment after all time", ["moment_milliseconds"]) { $0.momentMilliseconds = .max },
    WrongPage("a moment before all time", ["moment_milliseconds"]) { $0.momentMilliseconds = .min },
    WrongPage("an unknown age band", ["age_band", "old"]) { $0.attributes = Wire.ListenerAttributes(ageBand: "old") },
    WrongPage("no country", ["country"]) { $0.attributes = Wire.ListenerAttributes(country: "Sweden") },
    WrongPage("an unknown tier", ["tier"]) { $0.attributes = Wire.ListenerAttributes(tier: "gold") },
    WrongPage("an unknown platform", ["platform"]) { $0.attributes = Wire.ListenerAttributes(platform: "boat") },
    WrongPage("a long city", ["city"]) {
      $0.attributes = Wire.ListenerAttributes(city: String(repeating: "x", count: 1000))
    },
    WrongPage("an unknown shelf", ["\"attic\"", "shortcuts"]) { $0.shelves = ["attic"] },
    WrongPage("a shelf twice", ["shelves", "once"]) { $0.shelves = ["near", "near"] },
    WrongPage("too many cards", ["cards_max is 101", "100"]) { $0.cardsMax = 101 },
  ]
}
