import Domain
import Features
import FoundationEssentials
import Intake
import Policies
import Support
import Testing

@Suite("Killing home")
struct KillingTests {
  /// How often home is killed: `BANDSTAND_TEST_KILLS`, 200 unless it is set; a sixteenth of that with servers, which take longer.
  private static let kills = ProcessInfo.processInfo.environment["BANDSTAND_TEST_KILLS"].flatMap { Int($0) } ?? 200
  /// The last call that a life may end at: some are over before it, and end by a signal when their callers are done.
  private static let callsMax = 300

  @Test("Nothing acknowledged is lost, and nothing is counted twice, when home is killed anywhere in its write path")
  func acknowledgedStays() async throws {
    var random = SeededGenerator.printed()
    let home = try await KilledHome()
    var met = 0
    for _ in 0..<Self.kills {
      let point = CrashPoint.random(callsMax: Self.callsMax, using: &random)
      if try await home.live(until: point, callsOfEach: 6) { met += 1 }
    }
    print("killed \(Self.kills) times, \(met) of them in the middle of calls")
    try await expectAllKept(home)
  }

  @Test("What a killed home had logged and not folded is folded by the next one, though nobody sends it again")
  func recovered() async throws {
    var random = SeededGenerator.printed()
    let home = try await KilledHome()
    for _ in 0..<max(2, Self.kills / 16) {
      _ = try await home.live(until: CrashPoint.random(callsMax: Self.callsMax, using: &random), callsOfEach: 6)
    }
    let wasWhole = try await home.isWhole()
    print("the profiles were \(wasWhole ? "" : "not ")whole before")
    try await home.recover()
    let logged = try await home.logged().values.joined().map(\.identifier)
    #expect(Set(logged).count == logged.count)
    #expect(try await home.acknowledged().isSubset(of: Set(logged)))
    #expect(try await home.faults() == [:])
  }

  @Test(
    "Nothing acknowledged is lost when home or one of its servers, Redis or the object store's, is killed anywhere",
    .enabled(if: RedisServer.isInstalled && S3Server.isInstalled, "redis-server or python3-swift is not installed"))
  func serversKilled() async throws {
    var random = SeededGenerator.printed()
    try await RedisServer.with { redis in
      try await S3Server.with { objects in
        let home = try await KilledHome(objects: objects.address(), online: redis.address)
        let library = home.library
        for kill in 0..<max(3, Self.kills / 16) {
          let point = CrashPoint.random(callsMax: Self.callsMax, using: &random)
          switch kill % 3 {
          case 0: _ = try await home.live(until: point, callsOfEach: 4)
          case 1:
            try await redis.live(until: point, library: library) {
              _ = try await home.live(until: nil, callsOfEach: 4)
            }
          default:
            try await objects.live(until: point, library: library) {
              _ = try await home.live(until: nil, callsOfEach: 4)
            }
          }
        }
        try await expectAllKept(home)
      }
    }
  }

  /// Sends what was never answered again, then looks for all of it in the log, once, and in the profiles.
  private func expectAllKept(_ home: KilledHome) async throws {
    while await home.unansweredCount > 0 { _ = try await home.live(until: nil, callsOfEach: 6) }
    #expect(try await home.faults() == [:])
    let logged = try await home.logged()
    let acknowledged = try await home.acknowledged()
    print("\(acknowledged.count) events acknowledged, after \(await home.failedCalls) calls that were not")
    #expect(Set(logged.values.joined().map(\.identifier)) == acknowledged)
    #expect(logged.values.map(\.count).reduce(0, +) == acknowledged.count)
    for (listener, events) in logged {
      let replayed = events.reduce(into: Profile()) { $0.apply($1.event) }
      #expect(try await home.profile(of: listener)?.encoded() == replayed.encoded(), "\(listener)")
    }
  }
}
