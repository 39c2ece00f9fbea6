import Domain
import Features
import Intake
import Messages
import Storage
import Testing
import Translation

@testable import HomeService

@Suite("Events kept aside")
struct QuarantineTests {
  @Test(
    "Each bad event is kept aside with its reason and counted, and good ones beside it are taken",
    arguments: BadEvent.all)
  func reasons(_ bad: BadEvent) async throws {
    try await HomeBench.run { bench in
      var event = MadeHome.listen("bad", "l1", "track:1")
      bad.change(&event)
      let report = try await bench.record([MadeHome.listen("g1", "l1", "track:1"), event, event])
      #expect(report.accepted == 1 && report.duplicates == 0 && report.quarantined == 2)
      #expect(report.reasons.map(\.reason) == [bad.reason.rawValue] && report.reasons.map(\.count) == [2])
      #expect(report.reasons.first?.example.isEmpty == false)
      #expect(try await bench.profile("l1").listens == 1)
      #expect(try await bench.loggedEvents().events.count == 1)
      let keys = try await bench.setup.objects.list(prefix: "quarantine/")
      let lines = try await bench.setup.objects.get(try #require(keys.first))
      let text = String(decoding: lines, as: UTF8.self)
      #expect(text.contains("\"reason\":\"\(bad.reason.rawValue)\"") && text.contains("RecordEvents"))
      #expect(text.split(separator: "\n").count == 2)
    }
  }

  @Test("Reasons are told by name, in the order of the names, each with its first example") func several()
    async throws
  {
    try await HomeBench.run { bench in
      let report = try await bench.record([
        MadeHome.event("e1", "l1", "dance", "track:1"), MadeHome.event("e2", "l1", "like", "track:999"),
        MadeHome.event("e3", "l1", "sing", "track:1"),
      ])
      #expect(report.accepted == 0 && report.quarantined == 3)
      #expect(report.reasons.map(\.reason) == ["unknownItem", "unknownKind"])
      #expect(report.reasons.map(\.count) == [1, 2])
      #expect(report.reasons.last?.example.contains("5 bytes of letters") == true)
    }
  }

  @Test("A page that another system showed is logged once; sent again it is a duplicate") func impressions()
    async throws
  {
    try await HomeBench.run { bench async throws in
      let event = Wire.Event(ImpressionSample.page)
      #expect(try await bench.record([event, event]) == Wire.RecordEventsResponse(accepted: 1, duplicates: 1))
      #expect(try await bench.record([event]).duplicates == 1)
      #expect(try await bench.loggedPages() == [HomeBench.pseudonyms.masked(ImpressionSample.page)])
    }
  }

  @Test("A page that is wrong is kept aside by what was wrong with it") func badImpressions() async throws {
    let cases: [(QuarantineReason, String, @Sendable (inout Wire.ServedPage) -> Void)] = [
      (.badListener, "listener", { $0.listener = "" }),
      (.missingField, "page", { $0.page = "" }),
      (.badMoment, "moment", { $0.momentMilliseconds = .max }),
      (.badPropensity, "shelves[0].cards[0].propensity", { $0.shelves[0].cards[0].propensity = 0 }),
      (.badPropensity, "propensity", { $0.shelves[0].cards[0].propensity = 1.5 }),
      (.badPropensity, "propensity", { $0.shelves[0].cards[0].propensity = 0.00001 }),
      (.badIdentifier, "page", { $0.page = PageIdentifier.make() }),
      (.badIdentifier, "page", { $0.page = PageIdentifier.make().uppercased() }),
      (.badItem, "item", { $0.shelves[0].cards[0].candidate?.item = 7 }),
      (.badAttribute, "source", { $0.shelves[0].cards[0].candidate?.source = "friend" }),
      (.nonFiniteNumber, "score", { $0.shelves[0].cards[0].score = .nan }),
      (.missingField, "candidate", { $0.shelves[0].cards[0].candidate = nil }),
      (.badVector, "features", { $0.shelves[0].cards[0].features = Wire.FeatureVector(values: [1], missing: []) }),
      (.futureMoment, "", { $0.momentMilliseconds += 30 * 86_400_000 }),
    ]
    try await HomeBench.run { bench in
      for (reason, word, change) in cases {
        var event = Wire.Event(ImpressionSample.page)
        var page = try #require(event.servedPage)
        change(&page)
        event.servedPage = page
        let report = try await bench.record([event])
        #expect(report.reasons.map(\.reason) == [reason.rawValue], "\(report.reasons)")
        #expect(report.reasons.first?.example.contains(word) == true, "\(report.reasons)")
      }
      var event = Wire.Event(ImpressionSample.page)
      event.servedPage = nil
      #expect(try await bench.record([event]).reasons.map(\.reason) == ["missingField"])
      #expect(try await bench.loggedPages().isEmpty)
    }
  }
}

/// A page as another system may have shown it.
enum ImpressionSample {
  static let page: ServedPage = {
    guard let listener = ListenerIdentifier("l1") else { preconditionFailure("a listener's pseudonym") }
    let candidate = Candidate(item: MadeHome.artist(1), source: .rule, sourcePosition: 0, sourceScore: 1)
    let card = ServedCard(candidate: candidate, score: 0.5, propensity: 0.25, features: nil)
    let shelf = ServedShelf(
      shelf: "artists", model: ModelVersion(model: "ranking.artists", version: 1), policy: "uniform", cards: [card])
    return ServedPage(
      page: "p1", listener: listener, moment: MadeHome.moment, profile: [], fingerprint: "", shelves: [shelf])
  }()
}

/// One thing wrong with an event, and the reason it is kept aside for.
struct BadEvent: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let reason: QuarantineReason
  let change: @Sendable (inout Wire.Event) -> Void

  init(_ name: String, _ reason: QuarantineReason, _ change: @escaping @Sendable (inout Wire.Event) -> Void) {
    testDescription = name
    self.reason = reason
    self.change = change
  }

  static let all: [BadEvent] = [
    BadEvent("no identifier", .missingField) { $0.event = "" },
    BadEvent("a long identifier", .badIdentifier) { $0.event = String(repeating: "e", count: 129) },
    BadEvent("no listener", .missingField) { $0.listener = "" },
    BadEvent("a long listener", .badListener) { $0.listener = String(repeating: "l", count: 129) },
    BadEvent("no moment", .missingField) { $0.momentMilliseconds = 0 },
    BadEvent("the far future", .futureMoment) { $0.momentMilliseconds += 2 * 86_400_000 },
    BadEvent("before all time", .badMoment) { $0.momentMilliseconds = .min },
    BadEvent("no kind", .missingField) { $0.kind = "" },
    BadEvent("an unknown kind", .unknownKind) { $0.kind = "dance" },
    BadEvent("no item", .missingField) { $0.item = "" },
    BadEvent("not an item", .badItem) { $0.item = "song:1" },
    BadEvent("an item the catalog does not have", .unknownItem) { $0.item = "track:999" },
    BadEvent("a length that is no number", .nonFiniteNumber) { $0.totalSeconds = .nan },
    BadEvent("a play that is infinite", .nonFiniteNumber) { $0.playedSeconds = .infinity },
    BadEvent("a negative play", .negativeDuration) { $0.playedSeconds = -1 },
    BadEvent("a length of nothing", .badDuration) { $0.totalSeconds = 0 },
  ]
}
