import Domain
import Features
import Logging
import Messages
import ModelWatching
import Models
import Storage
import Testing

@testable import HomeService
@testable import ValidationService

@Suite("Continuous replay")
struct ContinuousReplayTests {
  @Test("Rounds that take long, as the log grows, come less often: a tenth of the time is theirs at most")
  func pauses() {
    var settings = ReplaySettings()
    settings.seconds = 60
    #expect(settings.pause(after: .zero) == .seconds(60))
    #expect(settings.pause(after: .seconds(6)) == .seconds(60))
    #expect(settings.pause(after: .seconds(100)) == .seconds(900))
  }

  /// Stores whose catalog and popularity model are those that the bench serves by.
  private func setup() async throws -> HomeBench.Setup {
    var setup = HomeBench.Setup()
    let database = try await SQLiteDatabase.inMemory()
    _ = try await database.replaceCatalog(MadeHome.catalog.items)
    setup.catalog = try await database.catalog()
    setup.database = database
    let artifact = try #require(try MadeHome.models(isLive: true).popularity?.model).encoded()
    let version = try await database.reserveVersion(of: "popularity")
    let key = ObjectKeys.artifact(of: version)
    try await setup.objects.put(artifact, at: key)
    try await database.register(
      ModelRecord(
        version: version, key: key, sha256: sha256Hex(artifact), fingerprint: "", created: MadeHome.moment, figures: [],
        run: 1))
    return setup
  }

  private func replay(_ bench: HomeBench) -> ContinuousReplay {
    var settings = ReplaySettings()
    settings.settleSeconds = 0
    return ContinuousReplay(
      stores: Stores(objects: bench.setup.objects, database: bench.database), settings: settings,
      now: { MadeHome.moment.adding(seconds: 60) }, logger: .silent)
  }

  @Test("Each round compares what was served since the last; what differs is counted, told and raised as an alert")
  func rounds() async throws {
    try await HomeBench.run(try await setup()) { bench in
      let replay = replay(bench)
      try await replay.round()
      let none = await replay.totals
      #expect(none.rounds == 1 && none.vectors == 0)
      _ = try await bench.record(MadeHome.history(of: "l1"))
      _ = try await bench.page("l1")
      _ = try await bench.loggedPages()
      try await replay.round()
      let first = await replay.totals
      #expect(first.pages == 1 && first.vectors > 0 && first.differences == 0, "\(first)")
      #expect(first.features == first.vectors * FeatureSet.standard.definitions.count)
      try await replay.round()
      let third = await replay.totals
      #expect(third.pages == 1 && third.rounds == 3)

      try await Self.shorten(bench)
      _ = try await bench.page("l1") { $0.momentMilliseconds = MadeHome.moment.milliseconds + 1000 }
      _ = try await bench.loggedPages()
      try await replay.round()
      let last = await replay.totals
      #expect(last.pages == 2 && last.differences > 0 && !last.firstDifferences.isEmpty, "\(last)")
      let alerts = try await bench.database.alerts(alertsMax: 10)
      #expect(alerts.map(\.rule) == ["replay"] && alerts[0].measured == Double(last.differences))
      #expect(alerts[0].message.contains("served and replayed differ"))
      let told = Wire.GetReplayResponse(last, settings: ReplaySettings())
      #expect(told.pages == 2 && told.rounds == 4 && told.differences == UInt64(last.differences))
    }
  }

  @Test("Pages of the last minutes wait for a later round, and a forgotten listener is no difference")
  func settling() async throws {
    try await HomeBench.run(try await setup()) { bench in
      var settings = ReplaySettings()
      settings.settleSeconds = 60
      let replay = ContinuousReplay(
        stores: Stores(objects: bench.setup.objects, database: bench.database), settings: settings,
        now: { MadeHome.moment.adding(seconds: 60) }, logger: .silent)
      _ = try await bench.record(MadeHome.history(of: "l1"))
      _ = try await bench.page("l1")
      _ = try await bench.page("l1") { $0.momentMilliseconds = MadeHome.moment.milliseconds - 1 }
      _ = try await bench.loggedPages()
      try await replay.round()
      #expect(await replay.totals.pages == 1)
      _ = try await bench.database.forget(HomeBench.pseudonym("l1"), at: MadeHome.moment)
      try await self.replay(bench).round()
      #expect(try await bench.database.alerts(alertsMax: 10).isEmpty)
    }
  }

  /// Changes what the log says of the listens, as a fault in a store would.
  private static func shorten(_ bench: HomeBench) async throws {
    for key in try await bench.setup.objects.list(prefix: "events/") {
      let text = String(decoding: try await bench.setup.objects.get(key), as: UTF8.self)
      try await bench.setup.objects.put(
        Array(text.replacing("\"played\":200", with: "\"played\":1").utf8), at: key)
    }
  }
}
