import FoundationEssentials
import Testing

extension EndToEnd {
  @Suite("An official grpcio client")
  struct ForeignClientTests {
    private func client() async throws -> HomeClient {
      try await HomeClient(address: EndToEnd.fleet.address(of: .home))
    }

    @Test("It gets a page with cards, reasons and chances, also for a listener never seen")
    func page() async throws {
      _ = try await EndToEnd.fleet.fullPage()
      let client = try await client()
      for listener in ["listener-1", "never-seen-\(UInt32.random(in: 0 ... .max))"] {
        let (page, json) = try await client.page(of: listener)
        let shelves = try #require(page.shelves, "\(json)")
        #expect(page.degradations == nil, "\(json)")
        #expect(shelves.count >= 3, "\(json)")
        for card in shelves.flatMap(\.cards) {
          #expect(!card.title.isEmpty && !card.reason.isEmpty && card.propensity > 0 && card.propensity <= 1)
        }
        #expect(!json.contains("NaN"))
      }
      let refused = try await client.page(of: String(repeating: "l", count: 129)).page
      #expect(refused.code == "INVALID_ARGUMENT")
      #expect(refused.message?.contains("listener must have 1 to 128 bytes") == true, "\(refused)")
    }

    @Test("It asks after home's health")
    func health() async throws {
      let client = try await client()
      #expect(try await client.health(of: "").contains("\"SERVING\""))
      #expect(try await client.health(of: "bandstand.v1.Home").contains("\"SERVING\""))
      #expect(try await client.health(of: "bandstand.v1.Nothing").contains("\"NOT_FOUND\""))
    }

    @Test("Of a stream of good and bad events each is taken, known already, or kept aside by its reason")
    func events() async throws {
      let client = try await client()
      let good = BadEvents.good(count: 3)
      let report = try await client.record([good + BadEvents.all.map(\.json), [good[0]], []])
      #expect(report.code == nil, "\(report)")
      #expect(report.counts == [3, 1, BadEvents.all.count], "\(report)")
      let expected = Dictionary(BadEvents.all.map { ($0.reason, 1) }, uniquingKeysWith: +)
      #expect(report.reasonCounts == expected, "\(report)")
      for reason in report.reasons ?? [] { #expect(reason.example.hasPrefix(reason.reason), "\(reason)") }

      let again = try await client.record([good])
      #expect(again.counts == [0, 3, 0], "\(again)")
      #expect(try await client.record([]).counts == [0, 0, 0])

      let (page, json) = try await client.page(of: BadEvents.listener)
      #expect(page.shelves?.isEmpty == false, "\(json)")
      #expect(!json.contains("NaN") && !json.contains("Infinity"))
    }

    @Test("A batch that is too large is refused with the limit")
    func largeBatch() async throws {
      let report = try await client().record([Array(repeating: "{}", count: 10_001)])
      #expect(report.code == "INVALID_ARGUMENT")
      #expect(report.message?.contains("at most 10000") == true, "\(report)")
    }
  }
}

/// Events as JSON with the contract's field names.
private enum BadEvents {
  /// Whom they are about: nobody before this test run.
  static let listener = "grpcio-\(UInt32.random(in: 0 ... .max))"
  private static let moment = 1_768_200_000_000

  /// Events of different identifiers that are taken.
  static func good(count: Int) -> [String] {
    (0..<count).map {
      event("good-\($0)", #""kind": "listen", "item": "track:1", "played_seconds": 30, "total_seconds": 60"#)
    }
  }

  /// Each with the reason it is kept aside for.
  static let all: [(reason: String, json: String)] = [
    ("unknownKind", event("a", #""kind": "whistle", "item": "track:1""#)),
    ("missingField", event("b", #""kind": """#)),
    ("futureMoment", event("c", #""kind": "like", "item": "track:1""#, moment: 4_102_444_800_000)),
    ("badMoment", event("d", #""kind": "like", "item": "track:1""#, moment: -1)),
    ("nonFiniteNumber", event("e", listen(#""played_seconds": "NaN", "total_seconds": 60"#))),
    ("nonFiniteNumber", event("f", listen(#""played_seconds": 1, "total_seconds": "Infinity""#))),
    ("nonFiniteNumber", event("g", listen(#""played_seconds": "-Infinity", "total_seconds": 60"#))),
    ("negativeDuration", event("h", listen(#""played_seconds": -1, "total_seconds": 60"#))),
    ("badDuration", event("i", listen(#""played_seconds": 1, "total_seconds": 0"#))),
    ("missingField", event("j", listen(#""total_seconds": 60"#))),
    ("missingField", event("k", #""kind": "like""#)),
    ("missingField", event("l", #""kind": "impression""#)),
    ("badItem", event("m", #""kind": "like", "item": "wind:1""#)),
    ("unknownItem", event("n", #""kind": "like", "item": "track:4000000000""#)),
    ("badIdentifier", event(String(repeating: "e", count: 129), #""kind": "like", "item": "track:1""#)),
    ("badListener", event("o", #""kind": "like", "item": "track:1""#, listener: String(repeating: "x", count: 10_000))),
    ("missingField", event("p", #""kind": "like", "item": "track:1""#, listener: "")),
    (
      "overlongText",
      event("q", #""kind": "account", "attributes": {"city": "\#(String(repeating: "c", count: 300))"}"#)
    ),
    ("badAttribute", event("r", #""kind": "account", "attributes": {"age_band": "old"}"#)),
  ]

  private static func listen(_ fields: String) -> String { #""kind": "listen", "item": "track:1", "# + fields }

  private static func event(
    _ name: String, _ fields: String, listener: String = listener, moment: Int = moment
  ) -> String {
    let identifier = name.count > 1 ? "\(name)-\(Self.listener)".suffix(200) : "\(name)-\(Self.listener)"[...]
    return #"{"event": "\#(identifier)", "listener": "\#(listener)", "moment_milliseconds": \#(moment), \#(fields)}"#
  }
}
