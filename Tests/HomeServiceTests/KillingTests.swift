import Domain
import Features
import FoundationEssentials
import Intake
import Policies
import Support
import Testing

@Suite("Killing home")
struct KillingTests {
  /// How often home is killed: `BANDSTAND_TEST_KILLS`, 12 unless it is set.
  private static let kills = ProcessInfo.processInfo.environment["BANDSTAND_TEST_KILLS"].flatMap { Int($0) } ?? 12
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
    while await home.unansweredCount > 0 { _ = try await home.live(until: nil, callsOfEach: 6) }
    let logged = try await home.logged()
    let acknowledged = await home.acknowledged
    print("killed \(Self.kills) times, \(met) of them at a chosen call; \(acknowledged.count) events acknowledged")
    #expect(Set(logged.values.joined().map(\.identifier)) == acknowledged)
    #expect(logged.values.map(\.count).reduce(0, +) == acknowledged.count)
    for (listener, events) in logged {
      let replayed = events.reduce(into: Profile()) { $0.apply($1.event) }
      #expect(try await home.profile(of: listener)?.encoded() == replayed.encoded(), "\(listener)")
    }
  }
}
