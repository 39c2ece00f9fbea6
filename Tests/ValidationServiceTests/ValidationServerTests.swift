import Datasets
import Features
import Intake
import Logging
import Messages
import RPC
import Storage
import Testing

@testable import ValidationService

@Suite("The validation service")
struct ValidationServerTests {
  private struct Bench {
    let stores: Stores
    let server: ValidationServer
    let context = ServerContext(path: "test")

    init(limits: CheckLimits = CheckLimits()) async throws {
      stores = try await Stores.open(objects: "memory:", database: "memory:")
      server = ValidationServer(
        objects: stores.objects, store: stores.database, schema: MadeDataset.schema, limits: limits,
        now: { Moment(seconds: 7) }, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    func check(_ made: MadeDataset, at key: String) async throws -> Wire.CheckDatasetResponse {
      try await stores.objects.put(try made.build().encoded(), at: key)
      return try await server.checkDataset(
        Wire.CheckDatasetRequest(name: "ranking.artists", key: key), context: context)
    }

    func accept(_ key: String, afterPush: Bool = false) async throws {
      _ = try await server.acceptDataset(
        Wire.AcceptDatasetRequest(name: "ranking.artists", key: key, afterPush: afterPush), context: context)
    }
  }

  @Test("A dataset is compared with the last accepted one, and drift raises an alert with both distributions")
  func drift() async throws {
    let bench = try await Bench()
    let first = try await bench.check(MadeDataset(seed: 1), at: "datasets/a/1.dataset")
    #expect(first.passed && first.comparedWith.isEmpty && first.rows == 400 && first.distances.isEmpty)
    try await bench.accept("datasets/a/1.dataset")
    let second = try await bench.check(MadeDataset(seed: 2, shift: 0.3), at: "datasets/a/2.dataset")
    #expect(!second.passed && second.comparedWith == "datasets/a/1.dataset")
    #expect(second.distances.first?.feature == "steady")
    let alerts = try await bench.server.listAlerts(Wire.ListAlertsRequest(), context: bench.context).alerts
    #expect(alerts.count == 1 && alerts[0].key == "datasets/a/2.dataset" && alerts[0].momentMilliseconds == 7000)
    #expect(alerts[0].violation == second.violations[0])
    let third = try await bench.check(MadeDataset(seed: 3), at: "datasets/a/3.dataset")
    #expect(third.passed, "what was refused is not compared with")
  }

  @Test(
    "A feature that drifts by less than the limit each day is found from the baseline, and a person's word moves it")
  func slowDrift() async throws {
    let bench = try await Bench()
    var found: Int?
    for day in 0..<12 where found == nil {
      let key = "datasets/a/\(100 + day).dataset"
      let made = MadeDataset(seed: UInt64(day), shift: 0.05 * Float(day))
      let checked = try await bench.check(made, at: key)
      if checked.passed {
        try await bench.accept(key, afterPush: true)
        continue
      }
      found = day
      #expect(checked.violations.map(\.rule) == ["drift"] && checked.violations[0].feature == "steady")
      #expect(checked.violations[0].message.contains("small steps") && checked.baseline == "datasets/a/100.dataset")
      #expect(checked.violations[0].limit == 0.4 && (checked.distances.first?.distance ?? 1) <= 0.2)
      try await bench.accept(key, afterPush: false)
      #expect(try await bench.check(made, at: "datasets/a/200.dataset").passed)
    }
    #expect(found.map { $0 > 2 } == true, "found on day \(found ?? -1)")
  }

  @Test("A dataset is compared with the live model's own as well, unless a person accepted a newer one") func live()
    async throws
  {
    let bench = try await Bench()
    let keys = (1...4).map { ObjectKeys.dataset(named: "ranking.artists", run: UInt64($0)) }
    #expect(try await bench.check(MadeDataset(seed: 1), at: keys[0]).passed)
    try await bench.accept(keys[0], afterPush: true)
    let version = try await bench.stores.database.reserveVersion(of: "ranking.artists")
    try await bench.stores.database.register(
      ModelRecord(
        version: version, key: "models/a", sha256: String(repeating: "0", count: 64), fingerprint: "",
        created: Moment(seconds: 1), figures: [], run: 1))
    try await bench.stores.database.makeLive(version, at: Moment(seconds: 1))
    _ = try await bench.check(MadeDataset(seed: 2, shift: 0.15), at: keys[1])
    try await bench.accept(keys[1], afterPush: true)
    let third = try await bench.check(MadeDataset(seed: 3, shift: 0.3), at: keys[2])
    #expect(!third.passed && third.comparedWith == keys[1] && third.liveReference == keys[0])
    #expect(third.violations.contains { $0.message.contains("the live model's dataset") })
    try await bench.accept(keys[2], afterPush: false)
    let fourth = try await bench.check(MadeDataset(seed: 4, shift: 0.3), at: keys[3])
    #expect(fourth.passed && fourth.liveReference.isEmpty && fourth.baseline.isEmpty)
  }

  @Test("What was kept aside is counted by reason and listed, newest first; what cannot be asked for is refused")
  func quarantine() async throws {
    let bench = try await Bench()
    let writer = QuarantineWriter(objects: bench.stores.objects, writer: LogWriterName(fixed: "test"))
    let moment = Moment(seconds: 5)
    for line in 1...3 {
      let rejection = Rejection(line == 2 ? .badItem : .unknownKind, field: "kind", "line \(line)")
      try await writer.append(rejection, source: "a.jsonl", line: line, received: moment)
    }
    try await writer.flush()
    func list(_ request: Wire.ListQuarantineRequest) async throws -> Wire.ListQuarantineResponse {
      try await bench.server.listQuarantine(request, context: bench.context)
    }
    let all = try await list(Wire.ListQuarantineRequest())
    #expect(all.reasons.map(\.reason) == ["unknownKind", "badItem"] && all.reasons.map(\.count) == [2, 1])
    #expect(all.lines.map(\.line) == [3, 2, 1] && all.lines.allSatisfy { $0.source == "a.jsonl" })
    let items = try await list(Wire.ListQuarantineRequest(reason: "badItem", linesMax: 1))
    #expect(items.lines.map(\.message) == ["line 2"] && items.reasons.count == 2)
    for wrong in [
      Wire.ListQuarantineRequest(days: 367), Wire.ListQuarantineRequest(reason: "bad"),
      Wire.ListQuarantineRequest(linesMax: 1001),
    ] {
      let refusal = await #expect(throws: RPCStatus.self) { try await list(wrong) }
      #expect(refusal?.code == .invalidArgument)
    }
  }

  @Test("Statistics are told of the last good dataset, or of any that was checked") func statistics() async throws {
    let bench = try await Bench()
    let nothing = Wire.GetStatisticsRequest(name: "ranking.artists")
    let missing = await #expect(throws: RPCStatus.self) {
      try await bench.server.getStatistics(nothing, context: bench.context)
    }
    #expect(missing?.code == .notFound)
    _ = try await bench.check(MadeDataset(), at: "datasets/a/1.dataset")
    try await bench.accept("datasets/a/1.dataset")
    let told = try await bench.server.getStatistics(nothing, context: bench.context)
    #expect(told.key == "datasets/a/1.dataset" && told.rows == 400)
    #expect(told.features.map(\.feature) == ["steady", "spotty"] && told.features[1].missing == 80)
    #expect(abs((told.features[0].distribution?.bins.reduce(0) { $0 + $1.share } ?? 0) - 1) < 1e-9)
  }

  @Test("What is not there, not checked or no dataset is said by its status") func refusals() async throws {
    let bench = try await Bench()
    try await bench.stores.objects.put([1, 2, 3], at: "datasets/a/bad.dataset")
    for (key, code) in [
      ("datasets/a/none.dataset", RPCStatus.Code.notFound), ("datasets/a/bad.dataset", .invalidArgument),
    ] {
      let error = await #expect(throws: (any Error).self) {
        _ = try await bench.server.checkDataset(Wire.CheckDatasetRequest(name: "a", key: key), context: bench.context)
      }
      #expect((error as? RPCStatus ?? (error as? any RPCFailure)?.status)?.code == code)
      let unchecked = await #expect(throws: RPCStatus.self) { try await bench.accept(key) }
      #expect(unchecked?.code == .failedPrecondition)
    }
    for (name, key) in [("", "k"), ("a", ""), (String(repeating: "n", count: 2000), "k"), ("a", "k\u{0}")] {
      let refusal = await #expect(throws: RPCStatus.self) {
        _ = try await bench.server.checkDataset(Wire.CheckDatasetRequest(name: name, key: key), context: bench.context)
      }
      #expect(refusal?.code == .invalidArgument)
    }
    let many = await #expect(throws: RPCStatus.self) {
      try await bench.server.listAlerts(Wire.ListAlertsRequest(alertsMax: 1001), context: bench.context)
    }
    #expect(many?.code == .invalidArgument)
  }

  @Test("Limits of single features are read from text, and what is none is named") func limits() throws {
    #expect(try ValidationConfiguration.limits(from: "a=0.5,b.c=1") == ["a": 0.5, "b.c": 1])
    #expect(try ValidationConfiguration.limits(from: "").isEmpty)
    for text in ["a", "a=", "a=x", "a=1.5", "a=-1", "=1", "a=nan"] {
      #expect(throws: (any Error).self) { try ValidationConfiguration.limits(from: text) }
    }
  }
}
