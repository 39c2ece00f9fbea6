import Domain
import Features
import Intake
import Policies
import Storage
import Support
import Testing

@Suite("The event log")
struct EventLogTests {
  private static let everything = Moment(milliseconds: 0)..<Moment(milliseconds: IntakeLimits.momentMillisecondsMax + 1)

  @Test("Events and pages come back in the order of their moments, over hours and days, from a real folder")
  func roundTrip() async throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let objects = try await FolderObjectStore.open(folder.path)
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    let events = (0..<200).map { number in
      let moment = Samples.received.adding(seconds: Int64.random(in: 0..<200_000, using: &random))
      return like("e\(number)", at: moment)
    }
    let pages = (0..<20).map { number in
      let moment = Samples.received.adding(seconds: Int64.random(in: 0..<20_000, using: &random))
      return Samples.page(&random, identifier: "p\(number)", at: moment)
    }
    try await writer.append(Array(events.prefix(100)))
    try await writer.flush()
    try await writer.append(Array(events.dropFirst(100)))
    for page in pages { try await writer.append(page) }
    try await writer.flush()
    let reader = EventLogReader(objects: objects)
    let (read, report) = try await all(reader.events(in: Self.everything))
    #expect(read == sorted(events), "seed \(seed)")
    #expect((report.records, report.lines, report.duplicates) == (200, 200, 0))
    #expect(report.quarantined.isEmpty)
    #expect(try await all(reader.pages(in: Self.everything)).0.map(\.moment) == pages.map(\.moment).sorted())
  }

  @Test("Keys are named by date, hour, writer and sequence")
  func keys() async throws {
    let objects = MemoryObjectStore()
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "home-1"))
    try await writer.append([like("a", at: Samples.received)])
    var random = SeededGenerator(seed: 1)
    try await writer.append(Samples.page(&random))
    try await writer.flush()
    #expect(
      try await objects.list(prefix: "") == [
        "events/date=2023-11-14/hour=22/home-1-0000000001.jsonl",
        "pages/date=2023-11-14/hour=22/home-1-0000000002.jsonl",
      ])
  }

  @Test("Only what is within the window is read, to the millisecond, and only the window's objects are opened")
  func window() async throws {
    let objects = MemoryObjectStore()
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    let start = Samples.received.milliseconds
    let hour: Int64 = 3_600_000
    let moments = [start - hour, start - 1, start, start + 1, start + hour - 1, start + hour, start + 5 * hour]
    try await writer.append(moments.map { like("e\($0)", at: Moment(milliseconds: $0)) })
    try await writer.flush()
    let window = Moment(milliseconds: start)..<Moment(milliseconds: start + hour)
    let (read, report) = try await all(EventLogReader(objects: objects).events(in: window))
    #expect(read.map(\.event.moment.milliseconds) == [start, start + 1, start + hour - 1])
    #expect(report.objects == 2)
    let empty = Moment(milliseconds: start)..<Moment(milliseconds: start)
    #expect(try await all(EventLogReader(objects: objects).events(in: empty)).0.isEmpty)
  }

  @Test("An event that was written twice, as after a crash, is read once and counted")
  func duplicates() async throws {
    let objects = MemoryObjectStore()
    for life in ["one", "two"] {
      let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: life))
      try await writer.append([like("same", at: Samples.received), like(life, at: Samples.received)])
      try await writer.flush()
    }
    let (read, report) = try await all(EventLogReader(objects: objects).events(in: Self.everything))
    #expect(read.map(\.identifier) == ["same", "one", "two"])
    #expect((report.duplicates, report.records) == (1, 3))
  }

  @Test("A damaged line is counted with its object and line, and the others are read")
  func damaged() async throws {
    let objects = MemoryObjectStore()
    let good = try EventLogLine.encode(like("good", at: Samples.received))
    let key = "events/date=2023-11-14/hour=22/x-1.jsonl"
    try await objects.put(good + Array("{\"event\":\n\n".utf8) + [0xFF, 10] + good.dropLast(), at: key)
    let (read, report) = try await all(EventLogReader(objects: objects).events(in: Self.everything))
    #expect(read.count == 1)
    #expect((report.lines, report.duplicates, report.quarantined.count) == (4, 1, 2))
    let entry = report.quarantined.entries[.malformedLine]
    #expect((entry?.count, entry?.source, entry?.line) == (2, key, 2))
  }

  @Test("Nothing is lost when the store fails within a flush: the next one writes the rest")
  func failing() async throws {
    let objects = SteeredObjectStore()
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    let events = (0..<5).map { like("e\($0)", at: Samples.received.adding(seconds: Int64($0) * 3600)) }
    try await writer.append(events)
    await objects.fail([.put], after: 2)
    await #expect(throws: StorageError.self) { try await writer.flush() }
    await #expect(throws: StorageError.self) { try await writer.flush() }
    try await writer.append([like("later", at: Samples.received.adding(seconds: 9 * 3600))])
    await objects.mend()
    try await writer.flush()
    let (read, _) = try await all(EventLogReader(objects: objects).events(in: Self.everything))
    #expect(read.map(\.identifier) == events.map(\.identifier) + ["later"])
  }

  @Test("A log that can neither write nor hold more refuses more")
  func bounded() async throws {
    let objects = SteeredObjectStore()
    await objects.fail([.put], after: 0)
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "test"), bufferedBytesMax: 50)
    try await writer.append([like("held", at: Samples.received)])
    await #expect(throws: StorageError.self) { try await writer.append([like("refused", at: Samples.received)]) }
    await objects.mend()
    try await writer.flush()
    let (read, _) = try await all(EventLogReader(objects: objects).events(in: Self.everything))
    #expect(read.map(\.identifier) == ["held"])
  }

  @Test("Many callers that flush at once share writes, and each finds its own event durable")
  func shared() async throws {
    let objects = SteeredObjectStore()
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    try await withThrowingTaskGroup { group in
      for number in 0..<100 {
        group.addTask {
          try await writer.append([like("e\(number)", at: Samples.received)])
          try await writer.flush()
          let keys = try await objects.list(prefix: "events/")
          var text = ""
          for key in keys { text += String(decoding: try await objects.get(key), as: UTF8.self) }
          #expect(text.contains("\"e\(number)\""))
        }
      }
      try await group.waitForAll()
    }
    #expect(await objects.count(.put) <= 100)
  }

  @Test("An event with a number that is not finite is refused, and its batch with it")
  func notFinite() async throws {
    let objects = MemoryObjectStore()
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    let listen = Listen(item: ItemIdentifier(.track, 1), playedSeconds: .nan, totalSeconds: 1)
    let bad = ListenerEvent(
      identifier: "bad", listener: Samples.listener("l"),
      event: Event(moment: Samples.received, action: .listen(listen)))
    await #expect(throws: Rejection.self) { try await writer.append([like("good", at: Samples.received), bad]) }
    try await writer.flush()
    #expect(try await objects.list(prefix: "") == [])
  }

  @Test("Two lives of one service never share a writer's name")
  func names() {
    let names = Set((0..<100).map { _ in LogWriterName(service: "home", started: Samples.received).description })
    #expect(names.count > 95)
    #expect(names.allSatisfy { $0.hasPrefix("home-01700000000000-") })
  }

  private func all<Record>(_ cursor: LogCursor<Record>) async throws -> ([Record], LogReport) {
    var cursor = cursor
    var records: [Record] = []
    while let batch = try await cursor.next() { records += batch }
    return (records, cursor.report)
  }

  private func sorted(_ events: [ListenerEvent]) -> [ListenerEvent] {
    events.enumerated().sorted { ($0.element.event.moment, $0.offset) < ($1.element.event.moment, $1.offset) }
      .map(\.element)
  }
}

/// An event that says no more than it must.
private func like(_ identifier: String, at moment: Moment) -> ListenerEvent {
  ListenerEvent(
    identifier: identifier, listener: Samples.listener("l1"),
    event: Event(moment: moment, action: .like(item: ItemIdentifier(.track, 1))))
}
