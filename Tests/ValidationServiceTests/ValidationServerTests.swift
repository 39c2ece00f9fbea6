import Datasets
import Features
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

    func accept(_ key: String) async throws {
      _ = try await server.acceptDataset(
        Wire.AcceptDatasetRequest(name: "ranking.artists", key: key), context: context)
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
      let status = await #expect(throws: RPCStatus.self) {
        try await bench.server.checkDataset(Wire.CheckDatasetRequest(name: "a", key: key), context: bench.context)
      }
      #expect(status?.code == code)
      let unchecked = await #expect(throws: RPCStatus.self) { try await bench.accept(key) }
      #expect(unchecked?.code == .failedPrecondition)
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
