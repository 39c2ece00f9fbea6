import Domain
import Features
import Intake
import Masking
import Messages
import ModelWatching
import Models
import Replay
import Storage
import Testing

@testable import HomeService

@Suite("Replay of what was served")
struct ReplayTests {
  /// Replays all pages of a bench's log.
  private func replay(_ bench: HomeBench, objects: (any ObjectStore)? = nil) async throws -> ReplayReport {
    let popularity = try MadeHome.models(isLive: true).popularity?.model
    let reader = EventLogReader(objects: objects ?? bench.setup.objects)
    let ranking = try MadeHome.models(isLive: true).ranking
    let replay = Replay(
      log: reader, catalog: bench.setup.catalog, popularity: { _ in popularity },
      ranking: { version in ranking.values.first { $0.version == version }?.model })
    return try await replay.run(Moment(milliseconds: 0)..<MadeHome.moment.adding(seconds: 86_400))
  }

  /// Events that come late, twice and out of order, with pages between them.
  private func serve(_ bench: HomeBench) async throws {
    let history = MadeHome.history(of: "l1")
    _ = try await bench.record(Array(history.reversed()))
    _ = try await bench.page("l1")
    _ = try await bench.record(history + [MadeHome.listen("late", "l1", "track:9", secondsBefore: 90_000)])
    _ = try await bench.page("l1")
    _ = try await bench.page("nobody")
    _ = try await bench.page("nobody") { $0.attributes = Wire.ListenerAttributes(country: "SE", tier: "free") }
    _ = try await bench.loggedPages()
  }

  @Test("Vectors are the same bits when computed anew from the raw events, late, repeated and out of order")
  func same() async throws {
    try await HomeBench.run { bench in
      try await serve(bench)
      let report = try await replay(bench)
      #expect(report.pageCount == 4 && report.vectorCount > 0, "\(report)")
      #expect(report.featureCount == report.vectorCount * FeatureSet.standard.definitions.count)
      #expect(report.isClean, "\(report.differences)")
    }
  }

  @Test("An event that the log lost shows in the page whose profile had it") func lostEvent() async throws {
    try await HomeBench.run { bench in
      try await serve(bench)
      let report = try await replay(
        bench,
        objects: try await Self.copy(of: bench) {
          $0.contains(HomeBench.pseudonyms.identifier(ofEvent: "late")) ? nil : $0
        })
      guard case .tooFewEvents(_, expected: 6, got: 5)? = report.differences.first else {
        Issue.record("\(report.differences)")
        return
      }
      #expect(report.differenceCount == 1 && report.pageCount == 3)
    }
  }

  @Test("A changed event shows as the profile and every feature that it moved, with both values") func changed()
    async throws
  {
    try await HomeBench.run { bench in
      try await serve(bench)
      let changed = try await Self.copy(of: bench) { $0.replacing("\"played\":200", with: "\"played\":1") }
      let report = try await replay(bench, objects: changed)
      #expect(!report.isClean)
      let features = report.differences.compactMap { difference -> String? in
        guard case .feature(let name, _, let served, let replayed) = difference else { return nil }
        #expect(served?.bitPattern != replayed?.bitPattern)
        return name
      }
      #expect(features.contains("listener.fullShare"), "\(report.differences)")
    }
  }

  @Test(
    "A score, a propensity and an order that were changed in the log are found, under a checksum that fits",
    arguments: 0..<3)
  func changedChoice(_ which: Int) async throws {
    try await HomeBench.run { bench in
      try await serve(bench)
      let (objects, changed) = (bench.setup.objects, MemoryObjectStore())
      let writer = EventLogWriter(objects: changed, writer: LogWriterName(fixed: "changed"))
      for key in try await objects.list(prefix: "events/") {
        try await changed.put(try await objects.get(key), at: key)
      }
      var count = 0
      for var page in try await bench.loggedPages() {
        for shelf in page.shelves.indices
        where page.shelves[shelf].model.version > 0 && page.shelves[shelf].cards.count > 1 {
          count += 1
          switch which {
          case 0: page.shelves[shelf].cards[1].score = page.shelves[shelf].cards[1].score.nextDown
          case 1: page.shelves[shelf].cards[1].propensity *= 0.75
          default: page.shelves[shelf].cards.swapAt(0, 1)
          }
        }
        try await writer.append(page)
      }
      try await writer.flush()
      #expect(count > 0)
      let report = try await replay(bench, objects: changed)
      #expect(!report.isClean)
      for difference in report.differences {
        switch (which, difference) {
        case (0, .score), (1, .propensities), (2, .order), (2, .feature), (2, .score): break
        default: Issue.record("\(difference)")
        }
      }
    }
  }

  @Test("A line of a page that is not as it was written is a difference, whatever was changed") func damagedLine()
    async throws
  {
    try await HomeBench.run { bench in
      try await serve(bench)
      let (objects, changed) = (bench.setup.objects, MemoryObjectStore())
      for key in try await objects.list(prefix: "") {
        let text = String(decoding: try await objects.get(key), as: UTF8.self)
        let other = key.hasPrefix("pages/") ? text.replacing("\"policy\":\"", with: "\"policy\":\"another's ") : text
        try await changed.put(Array(other.utf8), at: key)
      }
      let report = try await replay(bench, objects: changed)
      guard case .damagedLine(_, _, "badChecksum", let count)? = report.differences.first else {
        Issue.record("\(report.differences)")
        return
      }
      #expect(count == 4 && !report.isClean)
    }
  }

  /// The bench's log with its event lines changed, or dropped where they become nil.
  private static func copy(
    of bench: HomeBench, _ change: (String) -> String?
  ) async throws -> any ObjectStore {
    let (objects, changed) = (bench.setup.objects, MemoryObjectStore())
    for prefix in ["events/", "pages/"] {
      for key in try await objects.list(prefix: prefix, after: nil, keysMax: StorageLimits.keysListedMax) {
        let text = String(decoding: try await objects.get(key), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let kept = prefix == "pages/" ? lines : lines.compactMap(change)
        try await changed.put(Array((kept.joined(separator: "\n") + "\n").utf8), at: key)
      }
    }
    return changed
  }
}
