import Domain
import Features
import Intake
import Policies
import Testing

@Suite("Lines of the log")
struct LogLineTests {
  @Test("An event's line is as documented")
  func golden() throws {
    let draft = Samples.draft("listen") { $0.context = "playlist:9" }
    let event = try Samples.checker.check(draft, received: Samples.received)
    let line = try EventLogLine.encode(event)
    let expected =
      #"{"event":"e1","listener":"l1","moment":1700000000000,"kind":"listen","item":"track:1","artist":"artist:2","#
      + #""genre":3,"context":"playlist:9","played":182.5,"total":200.0}"# + "\n"
    #expect(String(decoding: line, as: UTF8.self) == expected)
  }

  @Test("Any event comes back from its line, bit by bit")
  func eventsRoundTrip() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let event = Samples.event(&random)
      #expect(try EventLogLine.decode(try EventLogLine.encode(event)) == event, "seed \(seed)")
    }
  }

  @Test("Any page comes back from its line, with the bits of every number")
  func pagesRoundTrip() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<30 {
      let page = Samples.page(&random)
      let back = try PageLogLine.decode(try PageLogLine.encode(page))
      #expect(back == page, "seed \(seed)")
      #expect(bits(back) == bits(page), "seed \(seed)")
    }
  }

  @Test("A line cut at any byte is refused")
  func cut() throws {
    var random = SeededGenerator(seed: 1)
    let event = try EventLogLine.encode(Samples.event(&random)).dropLast()
    for count in 0..<event.count {
      #expect(throws: Rejection.self, "cut at \(count)") { try EventLogLine.decode(Array(event.prefix(count))) }
    }
    let page = try PageLogLine.encode(Samples.page(&random)).dropLast()
    for count in stride(from: 0, to: page.count, by: 7) {
      #expect(throws: Rejection.self, "cut at \(count)") { try PageLogLine.decode(Array(page.prefix(count))) }
    }
  }

  @Test("A page's line with a changed byte is refused or another valid page")
  func hostilePages() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let line = try PageLogLine.encode(Samples.page(&random))
    for _ in 0..<500 {
      var changed = line
      changed[Int.random(in: line.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      guard let page = try? PageLogLine.decode(changed) else { continue }
      #expect(try PageLogLine.decode(try PageLogLine.encode(page)) == page, "seed \(seed)")
    }
  }

  @Test("A page that training could not use is not logged", arguments: faults)
  func refusedPages(_ fault: Fault, _ change: @Sendable (inout ServedPage) -> Void) {
    var random = SeededGenerator(seed: 2)
    var page = Samples.page(&random)
    change(&page)
    let error = #expect(throws: Rejection.self) { try PageLogLine.encode(page) }
    #expect(error.map { Fault($0.reason, $0.field) } == fault)
  }

  @Test("A page from the future is refused where it comes in")
  func futurePage() throws {
    var random = SeededGenerator(seed: 3)
    var page = Samples.page(&random)
    page.profile = []
    try PageChecker.check(page, received: page.moment.adding(seconds: -86_400))
    let error = #expect(throws: Rejection.self) {
      try PageChecker.check(page, received: page.moment.adding(seconds: -86_401))
    }
    #expect(error?.reason == .futureMoment)
  }

  @Test("A vector or profile that cannot be one is told as such")
  func badVectors() throws {
    var random = SeededGenerator(seed: 4)
    var page = Samples.page(&random)
    page.shelves = [page.shelves[0]]
    page.shelves[0].cards = [page.shelves[0].cards[0]]
    page.shelves[0].cards[0].features = try FeatureVector(values: [1, 2], missing: [0])
    let line = String(decoding: try PageLogLine.encode(page), as: UTF8.self)
    let values = "\"values\":\"AACAPwAAAEA=\""
    #expect(line.contains(values))
    for wrong in ["\"values\":\"AACAPw\"", "\"values\":\"AA==\"", "\"values\":\"AADAfwAAAEA=\"", "\"values\":\"#\""] {
      let error = #expect(throws: Rejection.self) {
        try PageLogLine.decode(Array(line.replacing(values, with: wrong).utf8))
      }
      #expect(error?.reason == .badVector)
    }
  }

  private static let faults: [(Fault, @Sendable (inout ServedPage) -> Void)] = [
    (Fault(.badIdentifier, "page"), { $0.page = "" }),
    (Fault(.badMoment, "moment"), { $0.moment.milliseconds = -1 }),
    (Fault(.badVector, "profile"), { $0.profile = .init(repeating: 0, count: IntakeLimits.profileBytesMax + 1) }),
    (Fault(.overlongText, "policy"), { $0.shelves[0].policy = String(repeating: "x", count: 129) }),
    (Fault(.badIdentifier, "shelf"), { $0.shelves[0].shelf = "\u{7f}" }),
    (Fault(.badCount, "shelves"), { $0.shelves = .init(repeating: $0.shelves[0], count: 101) }),
    (Fault(.nonFiniteNumber, "score"), { $0.shelves[0].cards[0].score = .nan }),
    (Fault(.nonFiniteNumber, "source_score"), { $0.shelves[0].cards[0].candidate.sourceScore = .infinity }),
    (Fault(.nonFiniteNumber, "affinity"), { $0.shelves[0].cards[0].candidate.factorAffinity = .nan }),
    (Fault(.badPropensity, "propensity"), { $0.shelves[0].cards[0].propensity = 0 }),
    (Fault(.badPropensity, "propensity"), { $0.shelves[0].cards[0].propensity = .nan }),
    (Fault(.badPropensity, "propensity"), { $0.shelves[0].cards[0].propensity = 1.0000001 }),
  ]

  private func bits(_ page: ServedPage) -> [UInt64] {
    page.shelves.flatMap(\.cards).flatMap { card in
      [
        UInt64(card.score.bitPattern), card.propensity.bitPattern, UInt64(card.candidate.sourceScore.bitPattern),
        UInt64(card.candidate.factorAffinity?.bitPattern ?? 0),
      ] + (card.features?.values ?? []).map { UInt64($0.bitPattern) }
    }
  }
}
