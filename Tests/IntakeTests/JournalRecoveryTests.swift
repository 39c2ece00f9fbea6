import Domain
import Features
import Policies
import Storage
import Support
import Testing

@testable import Intake

@Suite("Recovery of what a sudden end left")
struct JournalRecoveryTests {
  /// The stores of some writers, any of which may end at any of its writes.
  private struct House {
    let objects = SteeredObjectStore()
    let online = RefusingOnlineStore()
    let accounts = MemoryAccounts()

    func taker(_ name: String, listenersMax: Int = 4096) -> EventTaker {
      EventTaker(
        objects: objects, online: online, accounts: accounts, writer: LogWriterName(fixed: name),
        now: { Samples.received }, listenersMax: listenersMax)
    }

    @discardableResult
    func recover(secondsMin: Int64 = 0, after seconds: Int64 = 0) async throws -> JournalRecovery.Report {
      try await JournalRecovery(
        objects: objects, online: online, accounts: accounts, now: { Samples.received.adding(seconds: seconds) }
      ).round(secondsMin: secondsMin)
    }

    /// The log's events as they stand, none left out.
    func logged() async throws -> [ListenerEvent] {
      var events: [ListenerEvent] = []
      for key in try await objects.list(prefix: "events/") {
        events += try #require(LogLines.events(of: try await objects.get(key)))
      }
      return events
    }

    /// Demands that each event of the log stands there once, and each profile is their fold.
    func expectWhole(_ place: String) async throws {
      let logged = try await logged()
      let byListener = Dictionary(grouping: logged, by: \.listener)
      #expect(Set(logged.map { "\($0.listener) \($0.identifier)" }).count == logged.count, "\(place)")
      for (listener, events) in byListener {
        var profile = Profile()
        for event in events.sorted(by: { EventOrder($0) < EventOrder($1) }) { profile.apply(event.event) }
        let stored = try await ProfileStore(online: online).profile(of: listener)
        #expect((stored?.encoded() == profile.encoded()) as Bool, "\(place), \(listener)")
      }
    }
  }

  private static func events(_ random: inout SeededGenerator) -> [ListenerEvent] {
    (0..<40).map { number in
      Samples.event(
        number, of: "listener-\(number % 5)",
        at: Samples.received.adding(seconds: -Int64.random(in: 0..<20_000, using: &random)), &random)
    }
  }

  @Test("What a writer logged and did not fold when it ended is folded, wherever it ended, and stands in the log once")
  func everywhere() async throws {
    var random = SeededGenerator.printed()
    let events = Self.events(&random)
    for (puts, folds) in [(1, 9), (2, 9), (3, 9), (9, 0), (9, 1), (9, 2), (9, 3), (9, 4)] {
      let house = House()
      _ = try await house.taker("first").take(try EventBatch(Array(events.prefix(10))))
      await house.objects.fail([.put], after: puts)
      await house.online.allow(folds)
      // This writer is never heard of again.
      await #expect(throws: StorageError.self) {
        try await house.taker("second", listenersMax: 2).take(try EventBatch(events))
      }
      await house.objects.mend()
      await house.online.allow(nil)
      try await house.recover()
      try await house.expectWhole("ended after \(puts) objects and \(folds) folds")
      let sent = try await house.taker("third").take(try EventBatch(events))
      #expect(sent.accepted + sent.duplicates == events.count)
      try await house.expectWhole("sent again after \(puts) objects and \(folds) folds")
      #expect(try await house.logged().count == events.count)
      try await house.recover()
      #expect(try await house.recover() == JournalRecovery.Report())
      #expect(try await house.recover(after: IntakeLimits.settledSeconds) == JournalRecovery.Report())
      #expect(try await house.objects.list(prefix: "journals/").isEmpty)
    }
  }

  @Test("A writer that goes on after an error finishes what it left by itself")
  func byItself() async throws {
    var random = SeededGenerator.printed()
    let events = Self.events(&random)
    let house = House()
    let taker = house.taker("only", listenersMax: 2)
    for folds in 0..<4 {
      await house.online.allow(folds)
      await #expect(throws: StorageError.self) { try await taker.take(try EventBatch(events)) }
      await house.online.allow(nil)
      _ = try await taker.take(try EventBatch(Array(events.suffix(5))))
      try await house.expectWhole("after \(folds) folds")
    }
    #expect(try await taker.take(try EventBatch(events)).duplicates > 0)
    #expect(try await house.logged().count == events.count)
  }

  @Test("A writer that was taken for gone and is not begins anew: nothing is lost and nothing counts twice")
  func notGone() async throws {
    let (objects, online, accounts) = (SteeredObjectStore(), MemoryOnlineStore(), MemoryAccounts())
    let taker = EventTaker(
      objects: objects, online: online, accounts: accounts, writer: LogWriterName(fixed: "slow"),
      now: { Samples.received })
    let recovery = JournalRecovery(objects: objects, online: online, accounts: accounts, now: { Samples.received })
    let events = (0..<3).map {
      Samples.like("e\($0)", of: "listener-\($0)", at: Samples.received.adding(seconds: -3600 * Int64($0)))
    }
    await objects.hold(.put, after: 3)
    let slow = Task { try await taker.take(try EventBatch(events)) }
    await objects.waitUntilHeld()
    let report = try await recovery.round(secondsMin: 0)
    #expect(report.events > 0 && report.events < 3)
    await objects.release()
    let count = try await slow.value
    #expect(count.accepted + count.duplicates == 3)
    var logged: [ListenerEvent] = []
    for key in try await objects.list(prefix: "events/") {
      logged += try #require(LogLines.events(of: try await objects.get(key)))
    }
    #expect(logged.map(\.identifier).sorted() == ["e0", "e1", "e2"])
    #expect(try await taker.take(try EventBatch(events)).duplicates == 3)
  }

  @Test("What a writer that was taken for gone still put, before it did end, is folded when it must have come")
  func lastPut() async throws {
    let (objects, online, accounts) = (MemoryObjectStore(), MemoryOnlineStore(), MemoryAccounts())
    let event = Samples.like("e", of: "listener-1", at: Samples.received)
    let entry = JournalEntry(
      state: .writing, since: Samples.received, log: "events/", sequence: 1,
      hours: [LogKeys.hourNumber(Samples.received)])
    try await online.set(entry.encoded, at: WriteJournal.key(of: "frozen"))
    try await objects.put([], at: WriteJournal.prefix + "frozen")
    func round(after seconds: Int64) async throws -> JournalRecovery.Report {
      try await JournalRecovery(
        objects: objects, online: online, accounts: accounts, now: { Samples.received.adding(seconds: seconds) }
      ).round(secondsMin: 60)
    }
    #expect(try await round(after: 61) == JournalRecovery.Report(writers: 1))
    try await objects.put(try EventLogLine.encode(event), at: entry.keys(of: "frozen")[0])
    #expect(try await round(after: 122) == JournalRecovery.Report())
    #expect(try await round(after: 61 + IntakeLimits.settledSeconds) == JournalRecovery.Report(events: 1))
    #expect(try await ProfileStore(online: online).profile(of: event.listener)?.eventCount == 1)
    #expect(try await objects.list(prefix: "events/").allSatisfy { !$0.contains("frozen") })
    #expect(try await online.get(WriteJournal.key(of: "frozen")) == nil)
  }

  @Test("Nothing is left of a listener who is forgotten between a writer's question and its writing")
  func forgottenMeanwhile() async throws {
    let (objects, online, accounts) = (SteeredObjectStore(), MemoryOnlineStore(), MemoryAccounts())
    let taker = EventTaker(
      objects: objects, online: online, accounts: accounts, writer: LogWriterName(fixed: "other-home"),
      now: { Samples.received })
    let (gone, stays) = (Samples.listener("listener-gone"), Samples.listener("listener-stays"))
    await objects.hold(.put, after: 1)
    let writing = Task {
      try await taker.take(
        try EventBatch([gone, stays].map { Samples.like("e", of: $0.description, at: Samples.received) }))
    }
    await objects.waitUntilHeld()
    // Another home forgets: tombstone, log, profile. There is nothing yet.
    _ = await accounts.forget(gone, at: Samples.received)
    #expect(try await LogEraser(objects: objects).erase([gone]).map(\.lines) == [[:]])
    _ = try await online.forget(ProfileStore.keys(of: gone), seen: [])
    await objects.release()
    #expect(try await writing.value.accepted == 2)
    #expect(try await LogEraser(objects: objects).occurrences(of: [gone, stays]) == [[:], ["events": 1]])
    #expect(try await ProfileStore(online: online).profile(of: gone) == nil)
    #expect(try await ProfileStore(online: online).profile(of: stays) != nil)
  }

  @Test("Nothing is left of a listener who is forgotten while a page is written, nor of a writer that ended just then")
  func forgottenPages() async throws {
    let (objects, online, accounts) = (SteeredObjectStore(), MemoryOnlineStore(), MemoryAccounts())
    let writer = PageWriter(
      objects: objects, online: online, accounts: accounts, writer: LogWriterName(fixed: "other-home"),
      now: { Samples.received })
    let pages = ["listener-gone", "listener-stays"].map { Samples.emptyPage("page-\($0.count)", of: $0) }
    let gone = Samples.listener("listener-gone")
    await objects.hold(.put, after: 1)
    let writing = Task { try await writer.write(pages) }
    await objects.waitUntilHeld()
    _ = await accounts.forget(gone, at: Samples.received)
    await objects.release()
    #expect(try await writing.value.isEmpty)
    let occurrences = try await LogEraser(objects: objects).occurrences(of: [gone, Samples.listener("listener-stays")])
    #expect(occurrences == [[:], ["pages": 1]])

    // A writer whose question after the writing was never answered, and that was never heard of again.
    let ended = SilentAccounts()
    let last = PageWriter(
      objects: objects, online: online, accounts: ended, writer: LogWriterName(fixed: "ended-home"),
      now: { Samples.received })
    await #expect(throws: StorageError.self) { try await last.write(pages) }
    #expect(try await LogEraser(objects: objects).occurrences(of: [gone]) == [["pages": 1]])
    let report = try await JournalRecovery(
      objects: objects, online: online, accounts: accounts, now: { Samples.received }
    ).round(secondsMin: 0)
    #expect(report.listeners == 1)
    #expect(try await LogEraser(objects: objects).occurrences(of: [gone]) == [[:]])
  }

  @Test("Entries of the journal come back from their bytes; all hours of half a century fit into one")
  func entries() throws {
    let hours = Array(Int64(0)..<490_000)
    for hours in [[], [5], [0, 1, 472_222], hours] {
      let entry = JournalEntry(state: .writing, since: Samples.received, log: "events/", sequence: 7, hours: hours)
      #expect(JournalEntry(decoding: entry.encoded) == entry)
      #expect(entry.encoded.count < StorageLimits.onlineValueBytesMax)
    }
    for bytes in ["", "closed", "2 writing 1 events/ 7", "1 reading 1 events/ 7", "1 writing x events/ 7 1"] {
      #expect(JournalEntry(decoding: Array(bytes.utf8)) == nil)
    }
  }
}

extension Samples {
  /// A page without shelves.
  static func emptyPage(_ page: String, of listener: String) -> ServedPage {
    ServedPage(
      page: page, listener: self.listener(listener), moment: received, profile: Profile().encoded(), fingerprint: "f",
      shelves: [])
  }
}
