import Domain
import Features
import Intake
import Messages
import RPC
import Storage
import Support
import Synchronization
import Testing
import Translation

@testable import HomeService

@Suite("Events of many callers, committed together")
struct CommonCommitTests {
  private func commit(
    _ messages: [[Wire.Event]], _ setup: HomeBench.Setup = HomeBench.Setup()
  ) async throws -> [Result<IntakeReport, any Error>] {
    await HomeBench.committer(setup, try await SQLiteDatabase.inMemory()).commit(messages)
  }

  @Test("Callers of one commit are each told of their own events, also when two of them send the same")
  func reports() async throws {
    let shared = MadeHome.listen("same", "l1", "track:1")
    let results = try await commit([
      [shared, MadeHome.listen("a", "l1", "track:2")],
      [MadeHome.event("bad", "l2", "dance", "track:1")],
      [shared, shared, MadeHome.listen("b", "l2", "track:3")],
      [],
      [Wire.Event(ImpressionSample.page)],
      [Wire.Event(ImpressionSample.page), MadeHome.event("odd", "l3", "like", "track:999")],
    ])
    let reports = try results.map { try $0.get() }
    #expect(reports.map(\.acceptedCount) == [2, 0, 1, 0, 1, 0])
    #expect(reports.map(\.duplicateCount) == [0, 0, 2, 0, 0, 1])
    #expect(
      reports.map { $0.quarantined.mapValues(\.count) } == [[:], [.unknownKind: 1], [:], [:], [:], [.unknownItem: 1]])
  }

  @Test("A profile that cannot be read fails the callers who sent of its listener, and no other") func poison()
    async throws
  {
    let setup = HomeBench.Setup()
    try await setup.online.set([255, 1], at: ProfileStore.keys(of: HomeBench.pseudonym("l3"))[0])
    let results = try await commit(
      (0..<8).map { number in [MadeHome.listen("e\(number)", "l\(number)", "track:1")] }
        + [[MadeHome.listen("f", "l3", "track:1"), MadeHome.listen("g", "l9", "track:1")]], setup)
    for (number, result) in results.enumerated() {
      switch result {
      case .success(let report): #expect(report.acceptedCount == 1 && number != 3 && number != 8)
      case .failure(let error): #expect(error is ProfileError && (number == 3 || number == 8))
      }
    }
    for number in 0..<10 where ![3, 8].contains(number) {
      let profile = try await ProfileStore(online: setup.online).profile(of: HomeBench.pseudonym("l\(number)"))
      #expect(profile?.listens == 1, "l\(number)")
    }
  }

  @Test("A quarantine that cannot be written fails only callers who have something in it") func quarantineDown()
    async throws
  {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.objects = FlakyObjectStore(faults)
    let committer = HomeBench.committer(setup, try await SQLiteDatabase.inMemory())
    let good = [MadeHome.listen("a", "l1", "track:1")]
    _ = await committer.commit([good])
    faults.fail("put")
    // What was taken before needs no log.
    let results = await committer.commit([good, [MadeHome.event("bad", "l2", "dance", "track:1")]])
    #expect(try results[0].get().duplicateCount == 1)
    #expect(throws: StorageError.self) { try results[1].get() }
  }

  @Test("The database is asked for a newer catalog when one lacks an item, and once a commit") func newCatalog()
    async throws
  {
    let asked = Counter()
    let newer = CatalogSnapshot(
      version: 6,
      items: MadeHome.catalog.items + [CatalogItem(item: Item(identifier: ItemIdentifier(.track, 77)), title: "New")])
    let setup = HomeBench.Setup()
    var committer = HomeBench.committer(setup, try await SQLiteDatabase.inMemory())
    committer = EventCommitter(
      pseudonyms: committer.pseudonyms, taker: committer.taker, accounts: committer.accounts, online: committer.online,
      pageLog: committer.pageLog, quarantine: committer.quarantine, catalog: { MadeHome.catalog },
      newestCatalog: {
        asked.count.withLock { $0 += 1 }
        return newer
      }, now: committer.now)
    #expect(try await committer.commit([MadeHome.history(of: "l1")])[0].get().acceptedCount == 5)
    #expect(asked.count.withLock { $0 } == 0)
    let results = await committer.commit([
      [MadeHome.event("n", "l1", "like", "track:77"), MadeHome.event("o", "l1", "like", "track:999")],
      [MadeHome.event("p", "l2", "like", "track:998"), MadeHome.event("q", "l2", "like", "track:77")],
    ])
    #expect(try results.map { try $0.get().acceptedCount } == [1, 1])
    #expect(asked.count.withLock { $0 } == 1)
  }

  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  @Test(
    "What waits beyond the bound is RESOURCE_EXHAUSTED that says when to come again; what waits is taken when it can be"
  )
  func full() async throws {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.objects = FlakyObjectStore(faults)
    setup.intakeLimits.waitingMax = 2
    try await HomeBench.run(setup) { bench in
      faults.hangUp()
      let first = Task { try await bench.record([MadeHome.listen("e0", "l0", "track:1")]) }
      try await eventually("the first is being committed") { faults.hangingCount == 1 }
      let others = (1..<3).map { number in
        Task { try await bench.record([MadeHome.listen("e\(number)", "l\(number)", "track:1")]) }
      }
      try await eventually("two wait") { bench.events.callersCount == 3 }
      let record = ReplyRecord()
      let refused = try await status {
        _ = try await bench.home.recordEvents(options: CallOptions(record: record)) {
          try await $0.write(Wire.RecordEventsRequest(events: [MadeHome.listen("x", "l9", "track:1")]))
        }
      }
      #expect(refused?.code == .resourceExhausted)
      let pushback = try #require(record.trailingMetadata?.text("grpc-retry-pushback-ms").flatMap { Int($0) })
      #expect((50...10_000).contains(pushback))
      faults.letGo()
      for call in [first] + others { #expect(try await call.value.accepted == 1) }
      #expect(try await bench.record([MadeHome.listen("x", "l9", "track:1")]).accepted == 1)
    }
  }

  @Test("A caller whose time is over leaves the queue, and its events are not taken") func leaving() async throws {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.objects = FlakyObjectStore(faults)
    try await HomeBench.run(setup) { bench in
      faults.hangUp()
      let first = Task { try await bench.record([MadeHome.listen("a", "l1", "track:1")]) }
      try await eventually("the first is being committed") { faults.hangingCount == 1 }
      let late = try await status {
        _ = try await bench.home.recordEvents(options: CallOptions(timeout: .milliseconds(50))) {
          try await $0.write(Wire.RecordEventsRequest(events: [MadeHome.listen("b", "l2", "track:1")]))
        }
      }
      #expect(late?.code == .deadlineExceeded)
      try await eventually("it has left") { bench.events.callersCount == 1 }
      faults.letGo()
      #expect(try await first.value.accepted == 1)
      #expect(try await bench.record([MadeHome.listen("b", "l2", "track:1")]).accepted == 1)
    }
  }
}
