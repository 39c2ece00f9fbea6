import Domain
import Features
import Intake
import Messages
import RPC
import Testing

@testable import HomeService

@Suite("Which events a caller may record")
struct EventPermissionTests {
  private func setup(_ kinds: [String]) -> HomeBench.Setup {
    var setup = HomeBench.Setup()
    setup.authorization = Authorization(
      [
        Authorization.Rule(.allow, [.anyone], to: [.method("/bandstand.v1.Home/RecordEvents")], kinds: kinds),
        Authorization.Rule(.allow, [.anyone], to: [.method("/bandstand.v1.Home/GetHome")]),
      ], otherwise: .deny)
    return setup
  }

  @Test("A batch with one event of a kind that is not allowed is refused whole, by its place and kind")
  func refusedKind() async throws {
    try await HomeBench.run(setup(["click", "like"])) { bench in
      let like = Wire.Event(
        event: "1", listener: "eva", momentMilliseconds: MadeHome.moment.milliseconds, kind: "like",
        item: MadeHome.catalog.editorial[0].description)
      let first = try await bench.record([like])
      #expect(first.accepted == 1)
      for kind in EventKind.allCases.map(\.rawValue) where !["click", "like"].contains(kind) {
        var denied = like
        (denied.event, denied.kind) = ("2", kind)
        var second = like
        second.event = "3"
        let batch = [second, denied]
        let error = await #expect(throws: RPCStatus.self) { try await bench.record(batch) }
        #expect(error?.code == .unauthenticated && error?.message.contains("events[1]") == true)
        #expect(error?.message.contains("\"\(kind)\"") == true)
      }
      let logged = try await bench.loggedEvents().events
      #expect(logged.count == 1)
      var unknown = like
      (unknown.event, unknown.kind) = ("4", "adore")
      let kept = try await bench.record([unknown])
      #expect(kept.quarantined == 1)
      let error = await #expect(throws: RPCStatus.self) {
        _ = try await bench.home.getProfile(Wire.GetProfileRequest(listener: "eva"))
      }
      #expect(error?.code == .unauthenticated)
    }
  }

  @Test("A call that says for whom it is made is about nobody else, with and without rules")
  func boundListener() async throws {
    for setup in [HomeBench.Setup(), setup(["like"])] {
      try await HomeBench.run(setup) { bench in
        var options = CallOptions()
        try options.metadata.add(ContentPermission.listenerMetadata, "eva")
        let moment = MadeHome.moment.milliseconds
        _ = try await bench.home.getHome(
          Wire.GetHomeRequest(listener: "eva", momentMilliseconds: moment), options: options)
        let bound = options
        let error = await #expect(throws: RPCStatus.self) {
          _ = try await bench.home.getHome(
            Wire.GetHomeRequest(listener: "bob", momentMilliseconds: moment), options: bound)
        }
        #expect(error?.code == .permissionDenied && error?.message.contains("bob") == false)
        let like = Wire.Event(
          event: "1", listener: "bob", momentMilliseconds: moment, kind: "like",
          item: MadeHome.catalog.editorial[0].description)
        let refused = await #expect(throws: RPCStatus.self) {
          _ = try await bench.home.recordEvents(options: bound) { writer in
            try await writer.write(Wire.RecordEventsRequest(events: [like]))
          }
        }
        #expect(refused?.code == .permissionDenied)
      }
    }
  }

  @Test("Every kind that rules may name is one that events may have")
  func kinds() throws {
    let checker = EventChecker(catalog: MadeHome.catalog)
    for kind in EventKind.allCases where kind != .impression {
      var draft = EventDraft()
      (draft.event, draft.listener, draft.kind) = ("1", "eva", kind.rawValue)
      draft.moment = .milliseconds(MadeHome.moment.milliseconds)
      do { _ = try checker.check(draft, received: MadeHome.moment) } catch { #expect(error.reason != .unknownKind) }
    }
  }
}
