import Support
import Testing

extension EndToEnd {
  @Suite("Services that fail", .serialized)
  struct FailureTests {
    @Test("Without candidates or ranking a page is poorer and names what is missing; after a restart it is full again")
    func stages() async throws {
      let fleet = try EndToEnd.fleet
      _ = try await fleet.fullPage()
      for service in [Fleet.Service.candidates, .ranking] {
        try await fleet.kill(service)
        let poorer = try await fleet.page()
        #expect(poorer.isSuccess, "\(poorer)")
        #expect(poorer.missed.contains { $0.hasPrefix("  ! without \(service.rawValue)") }, "\(poorer)")
        #expect(poorer.output.contains("\n   1   "), "no card: \(poorer)")
        try await fleet.start(service)
        let full = try await fleet.fullPage()
        #expect(full.output.contains("ranking.shortcuts@"), "\(full)")
      }
    }

    @Test("Without training or validation pages stay full; models that go live later reach services that never stopped")
    func registry() async throws {
      let fleet = try EndToEnd.fleet
      for service in [Fleet.Service.training, .validation] {
        try await fleet.kill(service)
        let page = try await fleet.fullPage()
        #expect(page.missed.isEmpty, "\(page)")
      }
      let unreachable = try await fleet.bandstand("train", "popularity")
      #expect(unreachable.status == 1)
      #expect(unreachable.errors.contains("unavailable"), "\(unreachable)")

      let candidates = try await HomeClient(address: fleet.address(of: .candidates))
      try await fleet.start(.validation)
      try await fleet.start(.training)
      let trained = try await fleet.bandstand("train", "popularity", "--moment", "1768262400000")
      #expect(trained.isSuccess, "\(trained)")
      #expect(trained.output.contains("popularity@3 is live"), "\(trained)")
      try await eventually("candidates serves popularity@3") {
        try await candidates.servedVersion(of: "popularity") == 3
      }

      let back = try await fleet.bandstand("models", "roll-back", "popularity")
      #expect(back.output.hasPrefix("popularity@2 is live\npopularity is held"), "\(back)")
      let free = try await fleet.bandstand("models", "release", "popularity")
      #expect(free.output == "popularity is held no more\n", "\(free)")
      try await eventually("candidates serves popularity@2") {
        try await candidates.servedVersion(of: "popularity") == 2
      }
    }

    @Test("Killed and started again, home knows what it took before, and an import knows it too")
    func home() async throws {
      let fleet = try EndToEnd.fleet
      let event =
        #"{"event": "before-1", "listener": "survivor", "moment_milliseconds": 1768200000000, "kind": "like", "#
        + #""item": "artist:1"}"#
      let before = try await HomeClient(address: fleet.address(of: .home))
      #expect(try await before.record([[event]]).counts == [1, 0, 0])
      try await fleet.kill(.home)
      let down = try await fleet.page()
      #expect(down.status == 1)
      #expect(down.errors.contains("nothing listens there"), "\(down)")
      try await fleet.start(.home)
      let after = try await HomeClient(address: fleet.address(of: .home))
      #expect(try await after.record([[event]]).counts == [0, 1, 0])
      let line = event.replacing("moment_milliseconds", with: "moment")
      let folder = try TemporaryFolder()
      let imported = try await fleet.importEvents(try folder.write(line, to: "events.jsonl"))
      #expect(imported.output.contains(/taken before +1\n/), "\(imported)")
      _ = try await fleet.fullPage()
    }

    @Test("Asked to stop, every service ends with status 0")
    func gracefulStop() async throws {
      let fleet = try EndToEnd.fleet
      for service in Fleet.Service.allCases.reversed() {
        #expect(try await fleet.stop(service) == 0, "\(service.rawValue): see \(fleet.log(of: service))")
      }
      try await fleet.startAll()
      _ = try await fleet.fullPage()
    }
  }
}
