import Domain
import Features
import Hosting
import Intake
import Messages
import RPC
import ServiceLifecycle
import Storage
import Support
import Testing

@testable import HomeService

@Suite("The page log over stores that fail")
struct PageLogFaultTests {
  /// A house whose page log holds a few pages, and is written in the background.
  private static func setup(_ faults: Faults) -> HomeBench.Setup {
    var setup = HomeBench.Setup()
    setup.objects = FlakyObjectStore(faults)
    setup.pageLogLimits.heldPagesMax = 20
    setup.pageLogLimits.pagesAtOnce = 4
    setup.pageLogLimits.pauses = .milliseconds(1)...(.milliseconds(4))
    setup.pageLogLimits.drainDurationMax = .milliseconds(50)
    setup.pageLogInterval = .milliseconds(5)
    return setup
  }

  /// Small pages of listeners, one after another: the identifiers of those that say they are logged, and of those that are not.
  private func pages(
    _ count: Int, of listener: String = "l1", _ bench: HomeBench
  ) async throws -> (held: Set<String>, dropped: Set<String>) {
    var (held, dropped): (Set<String>, Set<String>) = ([], [])
    for _ in 0..<count {
      let page = try await bench.page(listener) {
        $0.shelves = ["editors"]
        $0.cardsMax = 1
      }
      let isDropped = page.degradations.contains { $0.reason == "the page could not be logged" }
      if isDropped { dropped.insert(page.page) } else { held.insert(page.page) }
    }
    return (held, dropped)
  }

  private func logged(_ bench: HomeBench) async throws -> Set<String> {
    Set(try await bench.loggedPages().map(\.page))
  }

  @Test(
    "A store that hangs is not felt: pages go on, those beyond the bound say that they are not logged, and the others are"
  )
  func hanging() async throws {
    let faults = Faults()
    try await HomeBench.run(Self.setup(faults)) { bench in
      faults.hangUp()
      let (held, dropped) = try await pages(30, bench)
      #expect((held.count, dropped.count) == (20, 10))
      #expect(bench.pageLog.heldCount == 20)
      faults.letGo()
      try await eventually("all that is held is written") { bench.pageLog.heldCount == 0 }
      #expect(try await logged(bench) == held)
      #expect(try await pages(3, bench).dropped.isEmpty)
    }
  }

  @Test("A write that never ends is given up as failed, and nothing is lost when it ends after all") func tooLong()
    async throws
  {
    let faults = Faults()
    var setup = Self.setup(faults)
    setup.pageLogLimits.writeDurationMax = .milliseconds(5)
    try await HomeBench.run(setup) { bench in
      faults.hangUp()
      let held = try await pages(10, bench).held
      try await eventually("the write is taken for failed") { bench.pageLog.isFailing && faults.hangingCount == 1 }
      faults.letGo()
      try await eventually("all is written") { bench.pageLog.heldCount == 0 }
      #expect(try await logged(bench) == held)
    }
  }

  @Test("What a store refuses is held, and written once when it takes it again") func refusing() async throws {
    let faults = Faults()
    try await HomeBench.run(Self.setup(faults)) { bench in
      faults.fail("put")
      let (held, dropped) = try await pages(25, bench)
      #expect((held.count, dropped.count) == (20, 5))
      try await eventually("the log fails") { bench.pageLog.isFailing }
      faults.fail()
      try await eventually("all that is held is written") { bench.pageLog.heldCount == 0 }
      #expect(!bench.pageLog.isFailing)
      let pages = try await bench.loggedPages().map(\.page)
      #expect(Set(pages) == held && pages.count == 20)
    }
  }

  @Test("A store that says yes and keeps nothing is found out: its pages are held until it keeps them")
  func keepingNothing() async throws {
    let faults = Faults()
    try await HomeBench.run(Self.setup(faults)) { bench in
      faults.lie(.taken)
      let held = try await pages(10, bench).held
      try await eventually("the lie is found") { bench.pageLog.isFailing }
      #expect(bench.pageLog.heldCount == 10)
      faults.lie(nil)
      try await eventually("all is written") { bench.pageLog.heldCount == 0 }
      #expect(try await logged(bench) == held)
    }
  }

  @Test("A page that a store kept and said it did not is read once") func keepingInSecret() async throws {
    let faults = Faults()
    try await HomeBench.run(Self.setup(faults)) { bench in
      faults.lie(.refused)
      let held = try await pages(10, bench).held
      try await eventually("the log fails") { bench.pageLog.isFailing }
      faults.lie(nil)
      try await eventually("all is written") { bench.pageLog.heldCount == 0 }
      let pages = try await bench.loggedPages().map(\.page)
      #expect(Set(pages) == held && pages.count == 10)
    }
  }

  @Test(
    "Pages held of a listener who is forgotten are never written, though the log could not be written when they were")
  func forgetting() async throws {
    let faults = Faults()
    var setup = Self.setup(faults)
    setup.pageLogInterval = nil
    try await HomeBench.run(setup) { bench in
      faults.fail("put")
      _ = try await pages(3, bench)
      await #expect(throws: StorageError.self) { try await bench.pageLog.flush() }
      let others = try await pages(2, of: "l2", bench).held
      let response = try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: "l1"))
      #expect(response.found && response.removals.first { $0.store == "pages" }?.removed == 3)
      #expect(bench.pageLog.heldCount == 2)
      faults.fail()
      #expect(try await logged(bench) == others)
    }
  }

  @Test("A page that is being written while its listener is forgotten is taken back") func forgettingInFlight()
    async throws
  {
    let faults = Faults()
    var setup = Self.setup(faults)
    setup.pageLogLimits.writeDurationMax = .seconds(600)
    try await HomeBench.run(setup) { bench in
      faults.hangUp()
      _ = try await pages(2, bench)
      let others = try await pages(2, of: "l2", bench).held
      try await eventually("a write hangs") { faults.hangingCount == 1 }
      let forgotten = Task { try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: "l1")) }
      let listener = HomeBench.pseudonym("l1")
      try await eventually("the tombstone stands") {
        try await bench.database.forgotten(among: [listener]) == [listener]
      }
      faults.letGo()
      _ = try await forgotten.value
      try await eventually("all is written") { bench.pageLog.heldCount == 0 }
      #expect(try await logged(bench) == others)
      for key in try await bench.setup.objects.list(prefix: "") {
        let bytes = try await bench.setup.objects.get(key)
        #expect(ByteSearch.occurrences(of: Array(listener.description.utf8), in: bytes) == 0, "\(key)")
      }
    }
  }

  @Test("A log whose store hangs stops all the same") func draining() async throws {
    let faults = Faults()
    let setup = Self.setup(faults)
    let accounts = try await SQLiteDatabase.inMemory()
    let log = PageLog(
      writer: PageWriter(
        objects: setup.objects, online: setup.online, accounts: accounts,
        writer: LogWriterName(service: "test", started: .now), now: { setup.now }),
      interval: .seconds(3600), limits: setup.pageLogLimits, logger: .silent)
    faults.hangUp()
    let page = ServedPage(
      page: "p", listener: HomeBench.pseudonym("l1"), moment: setup.now, profile: Profile().encoded(), fingerprint: "",
      shelves: [])
    var notes = PageNotes()
    log.append(page, notes: &notes)
    let running = Task { try await log.run() }
    running.cancel()
    try await running.value
    #expect(log.heldCount == 1 && notes.degradations.isEmpty)
    faults.letGo()
  }

  @Test("After failures in a row the log is asked ever more seldom, up to a bound, and one success ends it")
  func breaker() {
    let start = ContinuousClock.now
    var breaker = CircuitBreaker(pauses: .seconds(1)...(.seconds(8)))
    #expect(breaker.allows(at: start) && !breaker.isOpen)
    for pause in [1, 2, 4, 8, 8, 8] {
      breaker.failed(at: start)
      #expect(!breaker.allows(at: start + .milliseconds(490 * pause)) && breaker.isOpen)
      #expect(breaker.allows(at: start + .seconds(pause)))
    }
    breaker.succeeded()
    #expect(breaker.allows(at: start) && !breaker.isOpen)
  }

  @Test("Pages are held up to a number and up to their bytes, whichever comes first") func bounds() {
    var limits = PageLogLimits()
    limits.heldBytesMax = 10_000
    limits.pagesAtOnce = 2
    var buffer = PageBuffer(limits: limits)
    let page = ServedPage(
      page: "p", listener: HomeBench.pseudonym("l1"), moment: MadeHome.moment,
      profile: [UInt8](repeating: 0, count: 2000),
      fingerprint: "", shelves: [])
    #expect((0..<5).map { _ in buffer.append(page) } == [true, true, true, false, false])
    #expect(buffer.count == 3 && buffer.bytes <= 10_000)
    let written = buffer.beginWrite()
    let isTaken = buffer.append(page)
    #expect(written.count == 2 && buffer.count == 3 && !isTaken)
    buffer.endWrite(isWritten: false)
    #expect(buffer.waitingCount == 3)
    let removed = buffer.remove([HomeBench.pseudonym("l1")])
    #expect(removed == [HomeBench.pseudonym("l1"): 3] && buffer.bytes == 0)
  }
}
