import Domain
import Features
import Intake
import Policies
import Storage
import Testing

@Suite("Taking events")
struct EventTakerTests {
  private static let everything = Moment(milliseconds: 0)..<Moment(milliseconds: IntakeLimits.momentMillisecondsMax + 1)

  @Test("The log sorted by the rule and folded is each profile, byte for byte, whatever the order, batches and writers")
  func replay() async throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let (objects, online) = (MemoryObjectStore(), MemoryOnlineStore())
    let takers = (0..<2).map { Self.taker(objects, online, "writer-\($0)") }
    var events = (0..<600).map { number in
      Samples.event(number, of: "l\(number % 7)", at: Self.moment(&random), &random)
    }
    events += events.prefix(200)
    events.shuffle(using: &random)
    let batches = stride(from: 0, to: events.count, by: 90).map { Array(events[$0..<min($0 + 90, events.count)]) }
    let count = try await withThrowingTaskGroup(of: TakenCount.self) { group in
      for (index, batch) in batches.enumerated() {
        group.addTask { try await takers[index % 2].take(try EventBatch(batch)) }
      }
      return try await group.reduce(into: TakenCount()) { $0.add($1) }
    }
    #expect((count.accepted, count.duplicates) == (600, 200), "seed \(seed)")
    try await expectReplay(objects, online, listeners: 7, events: 600, "seed \(seed)")
  }

  @Test("An event of another listener is another event, and the first of two that differ stays")
  func identity() async throws {
    let (objects, online) = (MemoryObjectStore(), MemoryOnlineStore())
    let taker = Self.taker(objects, online)
    let moment = Samples.received
    let first = try await taker.take(
      try EventBatch([Samples.like("e", of: "a", at: moment), Samples.like("e", of: "b", at: moment)]))
    #expect((first.accepted, first.duplicates) == (2, 0))
    let second = try await taker.take(try EventBatch([Samples.like("e", of: "a", at: moment.adding(seconds: -9))]))
    #expect((second.accepted, second.duplicates, second.objects) == (0, 1, 0))
    #expect(try await logged(objects).map(\.event.moment) == [moment, moment])
  }

  @Test("Identifiers of every length are logged as they are, in order by their fingerprints, and known again")
  func identifiers() async throws {
    let (objects, online) = (MemoryObjectStore(), MemoryOnlineStore())
    let taker = Self.taker(objects, online)
    let names = (4...ListenerEvent.identifierBytesMax).flatMap { length in
      ["", "\u{e9}\"\\"].map { $0 + String(repeating: "x", count: length - $0.utf8.count) }
    }
    let events = names.shuffled().map { Samples.like($0, of: "a", at: Samples.received) }
    let count = try await taker.take(try EventBatch(events))
    #expect((count.accepted, count.duplicates) == (events.count, 0))
    let logged = try await logged(objects).map(\.identifier)
    #expect(logged == names.sorted { EventOrder.fingerprint(of: $0) < EventOrder.fingerprint(of: $1) })
    #expect(try await taker.take(try EventBatch(events.reversed())).duplicates == events.count)
  }

  @Test("A batch that was logged and not folded, as after a crash, counts once when it is sent again")
  func crash() async throws {
    let (objects, online) = (MemoryObjectStore(), RefusingOnlineStore())
    let taker = Self.taker(objects, online, listenersMax: 2)
    var random = SeededGenerator(seed: 5)
    let events = (0..<50).map { Samples.event($0, of: "l\($0 % 7)", at: Self.moment(&random), &random) }
    // A slice sets its entry of the journal, then its profiles.
    await online.allow(3)
    await #expect(throws: StorageError.self) { try await taker.take(try EventBatch(events)) }
    await online.allow(nil)
    let count = try await taker.take(try EventBatch(events))
    #expect(count.accepted > 0 && count.duplicates > 0 && count.accepted + count.duplicates == 50)
    #expect(try await taker.take(try EventBatch(events)).duplicates == 50)
    try await expectReplay(objects, online, listeners: 7, events: 50, "after a crash")
  }

  @Test("Nothing is folded that the log did not take")
  func logFirst() async throws {
    let (objects, online) = (SteeredObjectStore(), MemoryOnlineStore())
    let taker = Self.taker(objects, online)
    await objects.fail([.put], after: 0)
    let batch = try EventBatch([Samples.like("e", of: "a", at: Samples.received)])
    await #expect(throws: StorageError.self) { try await taker.take(batch) }
    #expect(try await ProfileStore(online: online).profile(of: Samples.listener("a")) == nil)
    await objects.mend()
    #expect(try await taker.take(batch).accepted == 1)
  }

  @Test("A listener's batches only grow, also when clocks go back and from writer to writer")
  func stamps() async throws {
    let (objects, online) = (MemoryObjectStore(), MemoryOnlineStore())
    let clocks: [Int64] = [5000, 3000, 3000, 9000, 1000]
    for (index, clock) in clocks.enumerated() {
      let taker = EventTaker(
        objects: objects, online: online, accounts: MemoryAccounts(), writer: LogWriterName(fixed: "w\(index)"),
        now: { Moment(milliseconds: clock) })
      _ = try await taker.take(try EventBatch([Samples.like("e\(index)", of: "a", at: Samples.received)]))
    }
    let taken = try await logged(objects).sorted { $0.identifier < $1.identifier }.map { $0.taken?.milliseconds }
    #expect(taken == [5000, 5001, 5002, 9000, 9001])
  }

  @Test("A profile that is forgotten is forgotten with what was remembered of its events")
  func forgotten() async throws {
    let (objects, online) = (MemoryObjectStore(), MemoryOnlineStore())
    let taker = Self.taker(objects, online)
    let batch = try EventBatch([Samples.like("e", of: "a", at: Samples.received)])
    _ = try await taker.take(batch)
    let keys = ProfileStore.keys(of: Samples.listener("a"))
    #expect(try await online.forget(keys, seen: []) == OnlineRemoval(values: 2, marks: 0))
    #expect(try await taker.take(batch).accepted == 1)
  }

  @Test("Nothing is taken of a listener who was forgotten, and everything of others in the same batch")
  func forgottenListener() async throws {
    let (objects, online, accounts) = (MemoryObjectStore(), MemoryOnlineStore(), MemoryAccounts())
    let taker = Self.taker(objects, online, accounts: accounts)
    _ = await accounts.forget(Samples.listener("a"), at: Samples.received)
    let events = ["e1", "e2"].flatMap { event in
      ["a", "b"].map { Samples.like(event, of: $0, at: Samples.received) }
    }
    let count = try await taker.take(try EventBatch(events))
    #expect((count.accepted, count.forgotten, count.duplicates) == (2, 2, 0))
    #expect(try await logged(objects).allSatisfy { $0.listener == Samples.listener("b") })
    #expect(try await ProfileStore(online: online).profile(of: Samples.listener("a")) == nil)
  }

  @Test("The log's reader leaves out what is left of a forgotten listener, and counts it")
  func forgottenInLog() async throws {
    let (objects, accounts) = (MemoryObjectStore(), MemoryAccounts())
    let taker = Self.taker(objects, MemoryOnlineStore())
    _ = try await taker.take(
      try EventBatch(["a", "b"].map { Samples.like("e", of: $0, at: Samples.received) }))
    _ = await accounts.forget(Samples.listener("a"), at: Samples.received)
    var cursor = EventLogReader(objects: objects, accounts: accounts).events(in: Self.everything)
    #expect(try await cursor.next()?.map(\.listener) == [Samples.listener("b")])
    #expect(cursor.report.forgotten == 1 && cursor.report.records == 1)
  }

  @Test("What events tell of accounts is kept beside the profiles")
  func accounts() async throws {
    let accounts = MemoryAccounts()
    let taker = Self.taker(MemoryObjectStore(), MemoryOnlineStore(), accounts: accounts)
    let attributes = ListenerAttributes(ageBand: .from18to24, tier: .premium)
    let event = ListenerEvent(
      identifier: "e", listener: Samples.listener("a"),
      event: Event(moment: Samples.received, action: .account(attributes)))
    _ = try await taker.take(try EventBatch([event]))
    #expect(
      await accounts.account(of: Samples.listener("a"))
        == Account(listener: Samples.listener("a"), attributes: attributes, updated: Samples.received))
  }

  private func expectReplay(
    _ objects: any ObjectStore, _ online: any OnlineStore, listeners: Int, events: Int, _ place: String
  ) async throws {
    let byListener = Dictionary(grouping: try await logged(objects), by: \.listener)
    #expect(byListener.count == listeners && byListener.values.reduce(0) { $0 + $1.count } == events, "\(place)")
    for (listener, events) in byListener {
      var profile = Profile()
      for event in events.sorted(by: { EventOrder($0) < EventOrder($1) }) { profile.apply(event.event) }
      let stored = try await ProfileStore(online: online).profile(of: listener)
      #expect((stored?.encoded() == profile.encoded()) as Bool, "\(place), \(listener)")
    }
  }

  private func logged(_ objects: any ObjectStore) async throws -> [ListenerEvent] {
    var cursor = EventLogReader(objects: objects).events(in: Self.everything)
    var events: [ListenerEvent] = []
    while let hour = try await cursor.next() { events += hour }
    return events
  }

  private static func taker(
    _ objects: any ObjectStore, _ online: any OnlineStore, _ name: String = "test",
    accounts: any AccountStore & LeaseStore = MemoryAccounts(), listenersMax: Int = 4096
  ) -> EventTaker {
    EventTaker(
      objects: objects, online: online, accounts: accounts, writer: LogWriterName(fixed: name),
      now: { Samples.received },
      listenersMax: listenersMax)
  }

  private static func moment(_ random: inout SeededGenerator) -> Moment {
    Samples.received.adding(seconds: -Int64.random(in: 0..<100_000, using: &random))
  }
}

extension EventBatch {
  init(_ events: [ListenerEvent]) throws {
    self.init()
    for event in events { try append(event) }
  }
}

extension Samples {
  /// A random event of a listener at a moment.
  static func event(
    _ number: Int, of listener: String, at moment: Moment, _ random: inout SeededGenerator
  ) -> ListenerEvent {
    var event = event(&random)
    event.identifier = "e\(number)"
    event.listener = self.listener(listener)
    event.event.moment = moment
    return event
  }

  /// An event that says no more than it must.
  static func like(_ identifier: String, of listener: String, at moment: Moment) -> ListenerEvent {
    ListenerEvent(
      identifier: identifier, listener: self.listener(listener),
      event: Event(moment: moment, action: .like(item: ItemIdentifier(.track, 1))))
  }
}

/// A store in memory that refuses to replace after so many times.
actor RefusingOnlineStore: OnlineStore {
  private let store = MemoryOnlineStore()
  private var allowed: Int?

  func allow(_ count: Int?) { allowed = count }

  func replace(_ changes: [OnlineChange], markingSeen keys: [String]) async throws -> OnlineVersion? {
    if let left = allowed {
      guard left > 0 else { throw StorageError.full(path: "of the test") }
      allowed = left - 1
    }
    return try await store.replace(changes, markingSeen: keys)
  }

  func read(_ keys: [String]) async throws -> [OnlineValue?] { try await store.read(keys) }
  func set(_ entries: [OnlineEntry], markingSeen keys: [String]) async throws {
    try await store.set(entries, markingSeen: keys)
  }
  func delete(_ keys: [String]) async throws -> [Bool] { try await store.delete(keys) }
  func forget(_ keys: [String], seen marks: [String]) async throws -> OnlineRemoval {
    try await store.forget(keys, seen: marks)
  }
  func occurrences(of texts: [String]) async throws -> [Int]? { await store.occurrences(of: texts) }
  func seen(_ keys: [String]) async throws -> [Bool] { try await store.seen(keys) }
}
