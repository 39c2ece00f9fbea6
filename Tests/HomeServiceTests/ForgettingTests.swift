import Datasets
import Domain
import Features
import Intake
import Messages
import RPC
import Storage
import Support
import Testing

@testable import HomeService

@Suite("Forgetting a listener")
struct ForgettingTests {
  private static let account = Wire.Event(
    event: "account-of-l1", listener: "l1", momentMilliseconds: MadeHome.moment.milliseconds, kind: "account",
    attributes: Wire.ListenerAttributes(ageBand: "25to34", country: "SE", city: "Malmö, Skåne County", tier: "free"))

  /// Files in a folder, so that every byte can be looked at.
  private static func onDisk(_ folder: TemporaryFolder) async throws -> HomeBench.Setup {
    var setup = HomeBench.Setup()
    setup.objects = try await FolderObjectStore.open(folder.path("objects"))
    setup.online = try await SQLiteOnlineStore.open(folder.path("online.sqlite"))
    setup.database = try await SQLiteDatabase.open(folder.path("bandstand.sqlite"))
    return setup
  }

  /// A house in which two listeners did everything that leaves a trace.
  private func lived(_ bench: HomeBench) async throws {
    let other = MadeHome.history(of: "l2")
    _ = try await bench.record(MadeHome.history(of: "l1") + [Self.account] + other)
    for (index, listener) in ["l1", "l2"].enumerated() {
      // At moments of their own: pages of one moment with the same cards are one to a dataset.
      let page = try await bench.page(listener) { $0.momentMilliseconds = MadeHome.moment.milliseconds + Int64(index) }
      let card = try #require(page.shelves.first?.cards.first)
      var click = MadeHome.event("click-\(listener)", listener, "click", card.item)
      (click.page, click.shelf) = (page.page, page.shelves[0].shelf)
      _ = try await bench.record([click])
    }
    _ = try await bench.loggedPages()
  }

  private func forget(_ listener: String, _ bench: HomeBench) async throws -> [String: Wire.Removal] {
    let response = try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: listener))
    return Dictionary(uniqueKeysWithValues: response.removals.map { ($0.store, $0) })
  }

  @Test("No byte of the pseudonym is left in any file, the reply says what went, and others keep all they had")
  func everyStore() async throws {
    let folder = try TemporaryFolder()
    let setup = try await Self.onDisk(folder)
    try await HomeBench.run(setup) { bench in
      try await lived(bench)
      let kept = try await bench.profile("l2").encoded()
      #expect(try await occurrences(of: HomeBench.pseudonym("l1"), in: folder) > 0)
      let removals = try await forget("l1", bench)
      #expect(
        removals.mapValues(\.removed) == [
          "accounts": 1, "profiles": 2, "seen": 0, "events": 7, "pages": 1, "quarantine": 0, "datasets": 0,
        ])
      for store in ["accounts", "profiles", "events", "pages", "quarantine"] { #expect(removals[store]?.left == 0) }
      #expect(try await occurrences(of: HomeBench.pseudonym("l1"), in: folder) == 0)
      #expect(try await occurrences(of: HomeBench.pseudonym("l2"), in: folder) > 0)
      #expect(try await bench.profile("l2").encoded() == kept)
      #expect(try await bench.loggedEvents().events.count == 6)
      #expect(try await bench.loggedPages().count == 1)
    }
  }

  @Test("What comes later is refused and leaves no byte: events, accounts, pages, the same ones again")
  func tombstone() async throws {
    let folder = try TemporaryFolder()
    try await HomeBench.run(try await Self.onDisk(folder)) { bench in
      try await lived(bench)
      _ = try await forget("l1", bench)
      let report = try await bench.record(
        MadeHome.history(of: "l1") + [Self.account, MadeHome.listen("later", "l1", "track:1")]
          + MadeHome.history(of: "l3"))
      #expect(report.accepted == 5 && report.quarantined == 7)
      #expect(report.reasons.map(\.reason) == ["forgottenListener"])
      // The page of somebody unknown is shown, and is not logged.
      #expect(try await bench.page("l1").shelves.first?.shelf == "new")
      #expect(try await bench.loggedPages().count == 1)
      #expect(try await bench.database.account(of: HomeBench.pseudonym("l1")) == nil)
      #expect(try await status { _ = try await bench.profile("l1") }?.code == .notFound)
      #expect(try await occurrences(of: HomeBench.pseudonym("l1"), in: folder) == 0)
    }
  }

  @Test("Rows that were learned from the listener's pages go from datasets, and those of others stay as they are")
  func datasets() async throws {
    try await HomeBench.run { bench in
      try await lived(bench)
      let pages = try await bench.loggedPages()
      let key = ObjectKeys.dataset(named: "ranking.shortcuts", run: 1)
      try await bench.setup.objects.put(try dataset(of: pages).encoded(), at: key)
      let alone = try dataset(of: pages.filter { $0.listener != HomeBench.pseudonym("l1") })
      let removals = try await forget("l1", bench)
      #expect(removals["datasets"]?.removed == UInt64(try dataset(of: pages).rowCount - alone.rowCount))
      #expect(try await bench.setup.objects.get(key) == alone.encoded())
    }
  }

  @Test("Somebody of whom nothing is known is forgotten too, and forgetting again finds nothing")
  func unknown() async throws {
    try await HomeBench.run { bench in
      let response = try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: "nobody"))
      #expect(!response.found && response.removals.allSatisfy { $0.removed == 0 })
      #expect(try await bench.record(MadeHome.history(of: "nobody")).accepted == 0)
    }
  }

  @Test("Listeners who wait while another is removed are removed in one pass over the log, each told what went of them")
  func together() async throws {
    var setup = HomeBench.Setup()
    let objects = GatedObjectStore()
    setup.objects = objects
    try await HomeBench.run(setup) { bench in
      for number in 0..<20 { _ = try await bench.record(MadeHome.history(of: "m\(number)")) }
      let page = try await bench.page("m3")
      _ = try await bench.loggedPages()
      objects.close()
      let first = Task { try await forget("m0", bench) }
      try await eventually("the first pass reads the log") { objects.waitingCount > 0 }
      let others = (1..<20).map { number in Task { try await forget("m\(number)", bench) } }
      let all = Set((0..<20).map { HomeBench.pseudonym("m\($0)") })
      try await eventually("all tombstones stand") { try await bench.database.forgotten(among: all) == all }
      objects.open()
      #expect(try await first.value["events"]?.removed == 5)
      for (index, other) in others.enumerated() {
        let removals = try await other.value
        #expect(removals["events"]?.removed == 5 && removals["events"]?.left == 0)
        #expect(removals["pages"]?.removed == (index == 2 ? 1 : 0) && !page.page.isEmpty)
      }
      // A pass reads what there is to take out and looks again: not twenty times over.
      #expect(objects.getCount < 20 * 20)
      #expect(try await bench.loggedEvents().events.isEmpty)
    }
  }

  private func dataset(of pages: [ServedPage]) throws -> RankingDataset {
    let set = FeatureSet.standard
    var builder = try RankingDatasetBuilder(
      shelf: "shortcuts", fingerprint: set.fingerprint, featureNames: set.definitions.map(\.name),
      popularityFeature: "pair.popularity", rowsMax: 1000)
    for page in pages { try builder.add(page, clicks: ClickSet(clicksMax: 10)) }
    return try builder.finish()
  }

  private func occurrences(of listener: ListenerIdentifier, in folder: TemporaryFolder) async throws -> Int {
    try await folder.copied().files().reduce(0) { count, bytes in
      count + ByteSearch.occurrences(of: Array(listener.description.utf8), in: bytes.contents)
    }
  }
}
