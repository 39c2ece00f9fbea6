import Domain
import Features
import Messages
import RPC
import Testing

@testable import HomeService

@Suite("A listener's profile")
struct ListenerTests {
  @Test("It is told with what is known, and what was heard most first, by title") func getProfile() async throws {
    try await HomeBench.run { bench in
      var account = MadeHome.event("a", "l1", "account", "")
      account.attributes = Wire.ListenerAttributes(
        ageBand: "18to24", country: "SE", city: "Malmo, Skåne County", tier: "premium")
      var counted = MadeHome.event("c", "l1", "counted", "artist:9")
      counted.plays = 40
      _ = try await bench.record(MadeHome.history(of: "l1") + [account, counted])
      let told = try await bench.home.getProfile(Wire.GetProfileRequest(listener: "l1"))
      #expect(told.listens == 5 && told.attributes == account.attributes)
      #expect(told.mostHeard.first == Wire.HeardItem(item: "artist:9", title: "Artist 9", plays: 40))
      #expect(told.mostHeard.map(\.plays) == told.mostHeard.map(\.plays).sorted(by: >))
      #expect(try Profile(decoding: told.profile.span).listens == 5)
    }
  }

  @Test("Forgetting removes it, tells whether there was one, and the next page is a new listener's") func forget()
    async throws
  {
    try await HomeBench.run { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      #expect(try await bench.page("l1").shelves.first?.shelf == "shortcuts")
      #expect(try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: "l1")).found)
      #expect(try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: "l1")).found == false)
      #expect(try await status { _ = try await bench.profile("l1") }?.code == .notFound)
      #expect(try await bench.page("l1").shelves.first?.shelf == "new")
    }
  }

  @Test("What is no listener is INVALID_ARGUMENT", arguments: ["", "a\u{7}b", String(repeating: "x", count: 129)])
  func wrong(_ listener: String) async throws {
    try await HomeBench.run { bench in
      let told = try await status { _ = try await bench.home.getProfile(Wire.GetProfileRequest(listener: listener)) }
      #expect(told?.code == .invalidArgument && told?.message.contains("listener") == true)
      let forgotten = try await status {
        _ = try await bench.home.forgetListener(Wire.ForgetListenerRequest(listener: listener))
      }
      #expect(forgotten?.code == .invalidArgument)
    }
  }

  @Test("A shelf for new listeners goes when they have listened enough, counted plays included") func listensBelow()
    async throws
  {
    try await HomeBench.run { bench in
      #expect(try await bench.page("l1").shelves.contains { $0.shelf == "new" })
      var counted = MadeHome.event("c", "l1", "counted", "artist:9")
      counted.plays = 3
      _ = try await bench.record([counted])
      #expect(try await bench.page("l1").shelves.contains { $0.shelf == "new" } == false)
    }
  }
}
