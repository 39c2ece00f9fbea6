import Domain
import Features
import Policies
import Storage
import Support
import Testing

@testable import Intake

@Suite("Merging small objects of the log")
struct LogCompactorTests {
  private static let window = Samples.received.adding(seconds: -7200)..<Samples.received.adding(seconds: 1)
  private static let everything = Moment(milliseconds: 0)..<Moment(milliseconds: IntakeLimits.momentMillisecondsMax)

  /// Stores in which events came a few at a time.
  private struct House {
    var objects: any ObjectStore
    let online = MemoryOnlineStore()
    let accounts = MemoryAccounts()

    /// Takes 120 events of 6 listeners in 40 batches, all about two hours, and says that it is done with them.
    func fill(_ random: inout SeededGenerator) async throws {
      let events = (0..<120).map { number in
        Samples.event(
          number, of: "listener-\(number % 6)", at: Samples.received.adding(seconds: -Int64(random.below(7000))),
          &random)
      }
      for start in stride(from: 0, to: 120, by: 3) {
        let taker = EventTaker(
          objects: objects, online: online, accounts: accounts, writer: LogWriterName(fixed: "w\(start)"),
          now: { Samples.received })
        _ = try await taker.take(try EventBatch(Array(events[start..<start + 3])))
      }
      _ = try await JournalRecovery(objects: objects, online: online, accounts: accounts, now: { Samples.received })
        .round(secondsMin: 0)
    }

    @discardableResult
    func compact(objectsMin: Int = 4, bytesMax: Int = 1 << 20) async throws -> LogCompactor.Report {
      try await LogCompactor(objects: objects, online: online, leases: accounts, now: { Samples.received })
        .compact(LogCompactorTests.window, objectsMin: objectsMin, bytesMax: bytesMax)
    }

    func read() async throws -> (events: [String], report: LogReport) {
      var cursor = EventLogReader(objects: objects).events(in: LogCompactorTests.everything)
      var events: [String] = []
      while let hour = try await cursor.next() { events += hour.map(\.identifier) }
      return (events, cursor.report)
    }

    func expectWhole(_ place: String) async throws {
      let events = try await read().events
      #expect(events.count == 120 && Set(events).count == 120, "\(place)")
    }
  }

  @Test("An hour of many small objects becomes few, with the same events in the same order, and stays so")
  func merges() async throws {
    var random = SeededGenerator.printed()
    let house = House(objects: MemoryObjectStore())
    try await house.fill(&random)
    let before = try await house.read()
    let report = try await house.compact()
    #expect(report.hours >= 2 && report.written == report.hours && report.removed > 40)
    let after = try await house.read()
    #expect(after.events == before.events && after.report.duplicates == 0)
    #expect(try await house.objects.list(prefix: "events/").count <= 3)
    #expect(try await house.compact() == LogCompactor.Report())
    let pieces = House(objects: MemoryObjectStore())
    try await pieces.fill(&random)
    #expect(try await pieces.compact(bytesMax: 2000).written > 4)
    try await pieces.expectWhole("in pieces")
  }

  @Test("Hours that lie years apart are found by their objects, and merged each by itself")
  func yearsApart() async throws {
    let house = House(objects: MemoryObjectStore())
    let years = [1970, 1999, 2024].map { Moment(milliseconds: Int64($0 - 1970) * 31_557_600_000 + 1) }
    for (number, moment) in (0..<30).map({ ($0, years[$0 % 3]) }) {
      let line = try EventLogLine.encode(Samples.like("e\(number)", of: "listener-1", at: moment))
      try await house.objects.put(line, at: "\(LogKeys.events(moment))w\(number).jsonl")
    }
    var hours: [String] = []
    let compactor = LogCompactor(
      objects: house.objects, online: house.online, leases: house.accounts, now: { Samples.received })
    let report = try await compactor.compact(Self.everything, objectsMin: 10) { hours.append($1) }
    #expect(hours == years.map(LogKeys.events))
    #expect(report.hours == 3 && report.removed == 30 && report.written == 3)
    #expect(try await house.read().events.count == 30)
  }

  @Test("What a writer's journal names is left alone until it is finished")
  func journal() async throws {
    let house = House(objects: MemoryObjectStore())
    for number in 0..<6 {
      let taker = EventTaker(
        objects: house.objects, online: house.online, accounts: house.accounts,
        writer: LogWriterName(fixed: "w\(number)"), now: { Samples.received })
      _ = try await taker.take(try EventBatch([Samples.like("e\(number)", of: "listener-1", at: Samples.received)]))
    }
    #expect(try await house.compact() == LogCompactor.Report())
    _ = try await JournalRecovery(
      objects: house.objects, online: house.online, accounts: house.accounts, now: { Samples.received }
    ).round(secondsMin: 0)
    #expect(try await house.compact().removed == 6)
    #expect(try await house.read().events.sorted() == (0..<6).map { "e\($0)" })
  }

  @Test("A reader in flight sees each event once, wherever merging comes in between")
  func reader() async throws {
    var random = SeededGenerator.printed()
    for stop in [0, 1, 5, 20, 39] {
      let objects = SteeredObjectStore()
      let house = House(objects: objects)
      try await house.fill(&random)
      await objects.hold(.get, after: stop)
      let reading = Task { try await house.read() }
      await objects.waitUntilHeld()
      try await house.compact()
      await objects.release()
      let (events, _) = try await reading.value
      #expect(events.count == 120 && Set(events).count == 120, "paused after \(stop)")
    }
  }

  @Test("Wherever merging ends all of a sudden, each event is read once, and the next time finishes it")
  func ended() async throws {
    var random = SeededGenerator.printed()
    let whole = House(objects: MemoryObjectStore())
    try await whole.fill(&random)
    let stored = try await Self.copy(whole.objects)
    for changes in 0...50 {
      let objects = SteeredObjectStore()
      for (key, bytes) in stored { try await objects.put(bytes, at: key) }
      let house = House(objects: objects)
      await objects.fail([.put, .delete], after: changes)
      do { try await house.compact() } catch is StorageError {}
      await objects.mend()
      try await house.expectWhole("ended after \(changes) changes")
      try await house.compact(objectsMin: 2)
      try await house.expectWhole("finished after \(changes) changes")
      #expect(try await house.read().report.duplicates == 0)
    }
  }

  @Test("Whoever is forgotten while hours are merged is gone from all of them, and nobody else is")
  func forgotten() async throws {
    var random = SeededGenerator.printed()
    for _ in 0..<5 {
      let house = House(objects: MemoryObjectStore())
      try await house.fill(&random)
      let gone = [Samples.listener("listener-2"), Samples.listener("listener-4")]
      try await withThrowingTaskGroup { group in
        group.addTask { try await house.compact(bytesMax: 4000) }
        for listener in gone {
          group.addTask {
            let objects = house.objects
            try await Lease(Lease.logRewriting, in: house.accounts, now: { Samples.received }).held {
              _ = try await LogEraser(objects: objects).erase([listener])
            }
            return LogCompactor.Report()
          }
        }
        try await group.waitForAll()
      }
      #expect(try await LogEraser(objects: house.objects).occurrences(of: gone) == [[:], [:]])
      let events = try await house.read().events
      #expect(events.count == 80 && Set(events).count == 80)
    }
  }

  private static func copy(_ objects: any ObjectStore) async throws -> [(key: String, bytes: [UInt8])] {
    var stored: [(key: String, bytes: [UInt8])] = []
    for key in try await objects.list(prefix: "") { stored.append((key, try await objects.get(key))) }
    return stored
  }
}
