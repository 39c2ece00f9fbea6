import Domain
import Features
import Intake
import Testing

@Suite("Checking events")
struct EventCheckerTests {
  @Test("Every kind that is right becomes its event")
  func right() throws {
    let item = ItemIdentifier(.track, 1)
    let listen = Listen(
      item: item, artist: ItemIdentifier(.artist, 2), context: ItemIdentifier(.playlist, 9), genre: 3,
      playedSeconds: 182.5, totalSeconds: 200)
    #expect(try action(Samples.draft("listen") { $0.context = "playlist:9" }) == .listen(listen))
    #expect(try action(Samples.draft("click")) == .click(item: item))
    #expect(try action(Samples.draft("like")) == .like(item: item))
    #expect(try action(Samples.draft("follow")) == .follow(item: ItemIdentifier(.artist, 2)))
    #expect(try action(Samples.draft("hide")) == .hide(item: item))
    #expect(try action(Samples.draft("counted")) == .counted(item: item, plays: 12))
    let place = try check(Samples.draft("click") { ($0.page, $0.shelf) = ("p", "shows") }).place
    #expect(place == CardPlace(page: "p", shelf: "shows"))
  }

  @Test("A listen without a length has the catalog's, and a podcast has its genre and no artist")
  func resolved() throws {
    guard case .listen(let listen) = try action(Samples.draft("listen") { $0.totalSeconds = nil }) else {
      Issue.record("not a listen")
      return
    }
    #expect(listen.totalSeconds == 200)
    guard case .listen(let podcast) = try action(Samples.draft("listen") { $0.item = "podcast:4" }) else {
      Issue.record("not a listen")
      return
    }
    #expect((podcast.artist, podcast.genre) == (nil, 9))
  }

  @Test("Attributes of an account are brought into form")
  func account() throws {
    let draft = Samples.draft("account") {
      ($0.country, $0.city, $0.tier, $0.platform) = ("se", "  MALMO\t", "Premium", "CAR")
    }
    let expected = ListenerAttributes(
      ageBand: .from18to24, country: Country("SE"), city: "Malmo, Sk\u{e5}ne County", tier: .premium,
      platform: .car)
    #expect(try action(draft) == .account(expected))
  }

  @Test("A city is kept as the gazetteer names it; what it does not know in the country is left out, as in tables")
  func cities() throws {
    func city(_ text: String, _ country: String?) throws -> String? {
      guard
        case .account(let attributes) = try action(Samples.draft("account") { ($0.city, $0.country) = (text, country) })
      else { return "not an account" }
      return attributes.city
    }
    #expect(try city("portland, oregon", "us") == "Portland, Oregon")
    #expect(try city("Portland, Oregon", "US") == "Portland, Oregon")
    #expect(try city("12 Main Street", "US") == nil && city("Portland", nil) == nil && city("Portland", "SE") == nil)
    let asked = ListenerAttributes(country: Country("US"), city: "ada@example.org", tier: .free)
    #expect(asked.withKnownCity == ListenerAttributes(country: Country("US"), tier: .free))
  }

  @Test("A moment may be milliseconds or text with a zone")
  func moments() throws {
    let text = Samples.draft("like") { $0.moment = .text("2023-11-14T23:13:20.250+01:00") }
    #expect(try check(text).event.moment == Moment(milliseconds: 1_700_000_000_250))
    let ahead = Samples.draft("like") { $0.moment = .milliseconds(1_700_000_000_000 + 86_400_000) }
    #expect(Samples.fault(of: ahead) == nil)
  }

  @Test("What is wrong is told by its reason and its field", arguments: wrong)
  func rejected(_ draft: EventDraft, _ fault: Fault) {
    #expect(Samples.fault(of: draft) == fault)
  }

  @Test("No message repeats the listener, and every one is one line")
  func messages() {
    for (draft, _) in Self.wrong {
      do throws(Rejection) {
        _ = try Samples.checker.check(draft, received: Samples.received)
      } catch {
        #expect(!error.message.contains("SECRET") && !error.message.contains("\n") && error.message.utf8.count < 300)
      }
    }
  }

  /// What may stand anywhere by mistake.
  private static let stray = "jane.roe@example.com"

  @Test("What came is repeated in no message and in no excerpt, whichever field it stands in")
  func strays() {
    let changes: [(String, (inout EventDraft) -> Void)] = [
      ("kind", { $0.kind = Self.stray }), ("item", { $0.item = Self.stray }),
      ("item", { $0.item = "track:\(Self.stray)" }), ("context", { $0.context = Self.stray }),
      ("moment", { $0.moment = .text(Self.stray) }), ("event", { $0.event = Self.stray + "\u{7}" }),
      ("listener", { $0.listener = Self.stray + "\u{7}" }),
      ("age_band", { ($0.kind, $0.ageBand) = ("account", Self.stray) }),
      ("country", { ($0.kind, $0.country) = ("account", Self.stray) }),
      ("city", { ($0.kind, $0.city) = ("account", Self.stray) }),
      ("tier", { ($0.kind, $0.tier) = ("account", Self.stray) }), ("platform", { $0.platform = Self.stray }),
      ("shelf", { ($0.kind, $0.page, $0.shelf) = ("click", "p", Self.stray) }),
    ]
    for (field, change) in changes {
      let draft = Samples.draft("listen", change)
      let error = #expect(throws: Rejection.self) { try check(draft) }
      #expect(error?.field == field)
      for text in ["\(error?.description ?? "")", draft.excerpt] {
        #expect(!text.contains("jane") && !text.contains("@"), "\(field): \(text)")
      }
    }
    #expect(Samples.draft("listen").excerpt == "kind=listen item=track:1 moment=1700000000000")
    let wrong = Samples.draft("listen") { ($0.kind, $0.item) = (Self.stray, "\u{e9} 1") }
    #expect(
      wrong.excerpt.hasPrefix("kind=(20 bytes of letters, signs) item=(4 bytes of digits, spaces, characters beyond"))
  }

  @Test(
    "Plays in milliseconds are refused, and so is a length in milliseconds",
    arguments: [
      ("track:1", 182_500, 200, "played_seconds"), ("track:1", 30_000, nil, "played_seconds"),
      ("track:1", 182_500, 200_000, "total_seconds"), ("track:1", 100, 200_000, "total_seconds"),
      ("track:2", 182_500, 200_000, "total_seconds"), ("track:2", 182_500, 200, "played_seconds"),
      ("track:2", 90_000, 80_000, "played_seconds"), ("podcast:4", 1_800_000, 3_600, "played_seconds"),
      ("podcast:4", 180_000, 360_000, "total_seconds"), ("track:1", 4_001, 200, "played_seconds"),
    ] as [(String, Double, Double?, String)])
  func milliseconds(item: String, played: Double, total: Double?, field: String) {
    let draft = Samples.draft("listen") { ($0.item, $0.playedSeconds, $0.totalSeconds) = (item, played, total) }
    #expect(Samples.fault(of: draft) == Fault(.badDuration, field))
  }

  @Test(
    "Long plays pass: replays, loops of short items, podcasts of hours",
    arguments: [
      ("track:1", 4_000, 200), ("track:1", 1_000, nil), ("track:1", 600, 4), ("track:1", 0, 200),
      ("track:1", 3_000, 180), ("track:2", 7_200, 7_200), ("track:2", 28_800, 3_600), ("track:2", 86_400, 86_400),
      ("podcast:4", 14_400, 14_400), ("podcast:4", 40_000, 1_200),
    ] as [(String, Double, Double?)])
  func long(item: String, played: Double, total: Double?) {
    let draft = Samples.draft("listen") { ($0.item, $0.playedSeconds, $0.totalSeconds) = (item, played, total) }
    #expect(Samples.fault(of: draft) == nil)
  }

  @Test("A shelf has a shelf's name; whatever a page is called can be masked")
  func places() {
    for shelf in ["shows", "popular-near-you", "a.b_c-9"] {
      #expect(Samples.fault(of: Samples.draft("click") { ($0.page, $0.shelf) = ("Any page!", shelf) }) == nil)
    }
    for shelf in ["Shows", "two words", "a@b", "\u{e5}", "a/b", String(repeating: "x", count: 65)] {
      let draft = Samples.draft("click") { ($0.page, $0.shelf) = ("p", shelf) }
      #expect(Samples.fault(of: draft) == Fault(.badIdentifier, "shelf"))
    }
  }

  private static let long = String(repeating: "x", count: 129)

  private static let wrong: [(EventDraft, Fault)] = [
    (Samples.draft("listen") { $0.event = nil }, Fault(.missingField, "event")),
    (Samples.draft("listen") { $0.event = long }, Fault(.badIdentifier, "event")),
    (Samples.draft("listen") { $0.event = "a\nb" }, Fault(.badIdentifier, "event")),
    (Samples.draft("listen") { $0.listener = "" }, Fault(.missingField, "listener")),
    (Samples.draft("listen") { $0.listener = "SECRET\u{0}" }, Fault(.badListener, "listener")),
    (Samples.draft("listen") { $0.listener = long }, Fault(.badListener, "listener")),
    (Samples.draft("listen") { $0.moment = nil }, Fault(.missingField, "moment")),
    (Samples.draft("listen") { $0.moment = .milliseconds(-1) }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .milliseconds(1_700_000_000) }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .milliseconds(946_684_799_999) }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .text("1999-12-31T23:59:59Z") }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .milliseconds(.max) }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .milliseconds(.min) }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .text("yesterday\n") }, Fault(.badMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .milliseconds(1_700_086_400_001) }, Fault(.futureMoment, "moment")),
    (Samples.draft("listen") { $0.moment = .text("2030-01-01T00:00:00Z") }, Fault(.futureMoment, "moment")),
    (Samples.draft("listen") { $0.kind = nil }, Fault(.missingField, "kind")),
    (Samples.draft("dance"), Fault(.unknownKind, "kind")),
    (Samples.draft("impression"), Fault(.unknownKind, "kind")),
    (Samples.draft("listen") { $0.item = "" }, Fault(.missingField, "item")),
    (Samples.draft("listen") { $0.item = "track:" }, Fault(.badItem, "item")),
    (Samples.draft("listen") { $0.item = "track:99999999999999999" }, Fault(.badItem, "item")),
    (Samples.draft("listen") { $0.item = "artist:2" }, Fault(.badItem, "item")),
    (Samples.draft("listen") { $0.item = "track:77" }, Fault(.unknownItem, "item")),
    (Samples.draft("listen") { $0.context = "track:1" }, Fault(.badItem, "context")),
    (Samples.draft("listen") { $0.playedSeconds = nil }, Fault(.missingField, "played_seconds")),
    (Samples.draft("listen") { $0.playedSeconds = .nan }, Fault(.nonFiniteNumber, "played_seconds")),
    (Samples.draft("listen") { $0.playedSeconds = -1 }, Fault(.negativeDuration, "played_seconds")),
    (Samples.draft("listen") { $0.playedSeconds = 1e30 }, Fault(.badDuration, "played_seconds")),
    (Samples.draft("listen") { $0.totalSeconds = .infinity }, Fault(.nonFiniteNumber, "total_seconds")),
    (Samples.draft("listen") { $0.totalSeconds = 0 }, Fault(.badDuration, "total_seconds")),
    (Samples.draft("listen") { $0.totalSeconds = 1e-300 }, Fault(.badDuration, "total_seconds")),
    (
      Samples.draft("listen") { ($0.item, $0.totalSeconds) = ("track:2", nil) }, Fault(.missingField, "total_seconds")
    ),
    (Samples.draft("follow") { $0.item = "track:1" }, Fault(.badItem, "item")),
    (Samples.draft("click") { $0.page = "p" }, Fault(.missingField, "shelf")),
    (Samples.draft("click") { $0.shelf = "s" }, Fault(.missingField, "page")),
    (Samples.draft("click") { ($0.page, $0.shelf) = (long, "s") }, Fault(.badIdentifier, "page")),
    (Samples.draft("counted") { $0.plays = nil }, Fault(.missingField, "plays")),
    (Samples.draft("counted") { $0.plays = 0 }, Fault(.badCount, "plays")),
    (Samples.draft("counted") { $0.plays = 1 << 32 }, Fault(.badCount, "plays")),
    (Samples.draft("account") { $0.ageBand = "" }, Fault(.missingField, "age_band")),
    (Samples.draft("account") { $0.ageBand = "19" }, Fault(.badAttribute, "age_band")),
    (Samples.draft("account") { $0.country = "SWE" }, Fault(.badAttribute, "country")),
    (Samples.draft("account") { $0.city = String(repeating: "\u{f6}", count: 49) }, Fault(.overlongText, "city")),
    (Samples.draft("account") { $0.tier = "gold" }, Fault(.badAttribute, "tier")),
    (Samples.draft("account") { $0.platform = "fridge" }, Fault(.badAttribute, "platform")),
  ]

  private func check(_ draft: EventDraft) throws -> ListenerEvent {
    try Samples.checker.check(draft, received: Samples.received)
  }

  private func action(_ draft: EventDraft) throws -> Event.Action { try check(draft).event.action }
}
