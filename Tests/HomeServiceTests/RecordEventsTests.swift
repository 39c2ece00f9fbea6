import Domain
import Features
import Intake
import Masking
import Messages
import Policies
import RPC
import Storage
import Support
import Testing

@testable import HomeService

@Suite("Recording events")
struct RecordEventsTests {
  @Test("Acknowledged events stand in the log, read by somebody else, without another flush") func durable()
    async throws
  {
    try await HomeBench.run { bench in
      let events = MadeHome.history(of: "l1")
      let report = try await bench.record(events)
      #expect(report == Wire.RecordEventsResponse(accepted: 5))
      let (logged, reading) = try await bench.loggedEvents()
      #expect(logged.map(\.identifier) == events.map { HomeBench.pseudonyms.identifier(ofEvent: $0.event) })
      #expect(logged.allSatisfy { $0.listener == HomeBench.pseudonym("l1") })
      #expect(reading.quarantined.isEmpty)
      guard case .listen(let listen) = try #require(logged.first).event.action else { throw NotAListen() }
      #expect(listen.artist == MadeHome.artist(1) && listen.context == ItemIdentifier(.album, 1))
    }
  }

  private struct NotAListen: Error {}

  @Test("What the log does not take is not acknowledged, changes no profile, and is new when it is sent again")
  func notDurable() async throws {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.objects = FlakyObjectStore(faults)
    try await HomeBench.run(setup) { bench async throws in
      let events = MadeHome.history(of: "l1")
      faults.fail("put")
      #expect(try await status { _ = try await bench.record(events) } != nil)
      #expect(try await status { _ = try await bench.profile("l1") }?.code == .notFound)
      faults.fail()
      #expect(try await bench.record(events) == Wire.RecordEventsResponse(accepted: 5))
      #expect(try await bench.loggedEvents().events.count == 5)
      #expect(try await bench.profile("l1").listens == 5)
    }
  }

  @Test(
    "What profiles do not take is not acknowledged; sent again it counts once everywhere", arguments: ["set", "get"])
  func profilesDown(operation: String) async throws {
    let faults = Faults()
    var setup = HomeBench.Setup()
    setup.online = FlakyOnlineStore(faults)
    try await HomeBench.run(setup) { bench async throws in
      let events = MadeHome.history(of: "l1")
      faults.fail(operation)
      #expect(try await status { _ = try await bench.record(events) } != nil)
      faults.fail()
      #expect(try await bench.record(events).accepted == 5)
      #expect(try await bench.loggedEvents().events.count == 5)
      #expect(try await bench.profile("l1").listens == 5)
    }
  }

  @Test("An event that comes twice counts once: within a message, across messages, across calls") func duplicates()
    async throws
  {
    try await HomeBench.run { bench in
      let events = MadeHome.history(of: "l1")
      let once = try await bench.record(events + events)
      #expect(once.accepted == 5 && once.duplicates == 5)
      let again = try await bench.record(events + events, batch: 3)
      #expect(again.accepted == 0 && again.duplicates == 10)
      let others = MadeHome.history(of: "l2")
      let across = try await bench.record(others + others, batch: 5)
      #expect(across.accepted == 5 && across.duplicates == 5)
      #expect(try await bench.profile("l1").listens == 5)
      #expect(try await bench.loggedEvents().report.duplicates == 0)
    }
  }

  @Test("An event that came before a restart is known after it, and so is the profile") func restart() async throws {
    try await withTemporaryFolder { folder in
      func setup() async throws -> HomeBench.Setup {
        var setup = HomeBench.Setup()
        setup.objects = try await StoreAddress("file:\(folder)/objects").openObjectStore()
        setup.online = try await StoreAddress("sqlite:\(folder)/online.sqlite").openOnlineStore()
        return setup
      }
      let events = MadeHome.history(of: "l1")
      try await HomeBench.run(try await setup()) { bench async throws in
        #expect(try await bench.record(events).accepted == 5)
      }
      try await HomeBench.run(try await setup()) { bench async throws in
        let more = [MadeHome.listen("new", "l1", "track:9")]
        #expect(try await bench.record(events + more) == Wire.RecordEventsResponse(accepted: 1, duplicates: 5))
        #expect(try await bench.profile("l1").listens == 6)
        #expect(try await bench.loggedEvents().events.count == 6)
      }
    }
  }

  @Test("The profile is the replay of the log, byte for byte, however the events were batched") func replay()
    async throws
  {
    let seed: UInt64 = 51
    var random = SeededGenerator(seed: seed)
    let events = (0..<400).map { random.event(number: $0) }
    let batch = 1 + random.below(90)
    try await HomeBench.run { bench in
      #expect(try await bench.record(events, batch: batch).accepted == 400, "seed \(seed)")
      var replayed: [ListenerIdentifier: Profile] = [:]
      for event in try await bench.loggedEvents().events {
        replayed[event.listener, default: Profile()].apply(event.event)
      }
      #expect(replayed.count == 5)
      for (listener, profile) in replayed {
        let stored = try await ProfileStore(online: bench.setup.online).profile(of: listener)
        #expect(stored?.encoded() == profile.encoded(), "seed \(seed), batches of \(batch)")
      }
    }
  }

  @Test("Calls at the same time about one listener lose nothing") func concurrent() async throws {
    try await HomeBench.run { bench in
      try await withThrowingTaskGroup(of: UInt64.self) { group in
        for call in 0..<8 {
          group.addTask {
            let events = (0..<30).map { MadeHome.listen("\(call)-\($0)", "l1", "track:\($0 % 9 + 1)") }
            return try await bench.record(events, batch: 7).accepted
          }
        }
        var accepted: UInt64 = 0
        for try await count in group { accepted += count }
        #expect(accepted == 240)
      }
      #expect(try await bench.profile("l1").listens == 240)
      #expect(try await bench.loggedEvents().events.count == 240)
    }
  }

  @Test("The same events in calls at the same time count once") func concurrentDuplicates() async throws {
    try await HomeBench.run { bench in
      let events = MadeHome.history(of: "l1")
      try await withThrowingTaskGroup(of: Wire.RecordEventsResponse.self) { group in
        for _ in 0..<6 { group.addTask { try await bench.record(events) } }
        var total = Wire.RecordEventsResponse()
        for try await report in group {
          total.accepted += report.accepted
          total.duplicates += report.duplicates
        }
        #expect(total.accepted == 5 && total.duplicates == 25)
      }
      #expect(try await bench.profile("l1").listens == 5)
    }
  }

  @Test("Two homes on one online store lose nothing of each other, and take what comes to both once")
  func twoHomes() async throws {
    let setup = HomeBench.Setup()
    try await HomeBench.run(setup) { one async throws in
      try await HomeBench.run(setup) { other async throws in
        let accepted = try await withThrowingTaskGroup(of: UInt64.self) { group in
          for call in 0..<8 {
            // Each call goes to both homes.
            let events = (0..<30).map { MadeHome.listen("\(call)-\($0)", "l\($0 % 3)", "track:\($0 % 9 + 1)") }
            group.addTask { try await one.record(events, batch: 7).accepted }
            group.addTask { try await other.record(events, batch: 5).accepted }
          }
          return try await group.reduce(0, +)
        }
        #expect(accepted == 240)
        for listener in 0..<3 { #expect(try await one.profile("l\(listener)").listens == 80) }
        #expect(try await one.loggedEvents().events.count == 240)
      }
    }
  }

  @Test("A message of too many events is INVALID_ARGUMENT that says the limit; what came before it stays")
  func tooLarge() async throws {
    try await HomeBench.run { bench in
      let refusal = try await status {
        _ = try await bench.home.recordEvents { writer in
          try await writer.write(Wire.RecordEventsRequest(events: MadeHome.history(of: "l1")))
          let many = Array(repeating: Wire.Event(), count: EventIntake.batchEventsMax + 1)
          try await writer.write(Wire.RecordEventsRequest(events: many))
        }
      }
      #expect(refusal?.code == .invalidArgument)
      #expect(refusal?.message.contains("10001") == true && refusal?.message.contains("10000") == true)
      #expect(try await bench.profile("l1").listens == 5)
    }
  }

  @Test("No events at all are fine") func none() async throws {
    try await HomeBench.run { bench in
      let none = try await bench.record([])
      let empty = try await bench.home.recordEvents { try await $0.write(Wire.RecordEventsRequest()) }
      #expect(none == Wire.RecordEventsResponse() && empty == none)
    }
  }
}

extension SeededGenerator {
  /// Any good event of one of five listeners, later than those of lower numbers.
  fileprivate mutating func event(number: Int) -> Wire.Event {
    let listener = "listener-\(below(5))"
    let seconds = Int64(100_000 - number * 97)
    let item = MadeHome.catalog.items[below(MadeHome.catalog.items.count)].item.identifier.description
    let kinds = ["like", "hide", "click", "counted", "account", "listen", "listen", "listen"]
    let kind = kinds[below(kinds.count)]
    var event = MadeHome.event("e\(number)", listener, kind, kind == "account" ? "" : item, secondsBefore: seconds)
    switch kind {
    case "listen":
      event.item = "track:\(1 + below(9))"
      event.playedSeconds = Double(below(200))
      event.totalSeconds = 200
    case "counted": event.plays = UInt64(1 + below(50))
    case "account": event.attributes = Wire.ListenerAttributes(country: ["SE", "NO"][below(2)])
    default: break
    }
    return event
  }
}
