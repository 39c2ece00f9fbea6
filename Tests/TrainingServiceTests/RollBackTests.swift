import Domain
import Features
import Messages
import Models
import RPC
import Storage
import Testing

@testable import TrainingService

@Suite("Roll-backs that hold")
struct RollBackTests {
  /// Makes a model without skill live: every card's chance is the same.
  private func publishConstant(in stores: Stores) async throws {
    let names = FeatureSet.standard.definitions.map(\.name)
    let missing = [UInt8](repeating: 0, count: 20 * FeatureVector.missingByteCount(for: names.count))
    let rows = try LabelledRows(
      columnCount: names.count, values: [Float](repeating: 0, count: 20 * names.count), missing: missing,
      labels: (0..<20).map { $0 % 4 == 0 })
    let artifact = try LogisticModel(fitting: rows, names: names, fingerprint: FeatureSet.standard.fingerprint)
      .encoded()
    let version = try await stores.database.reserveVersion(of: MadeLog.model)
    let key = ObjectKeys.artifact(of: version)
    try await stores.objects.put(artifact, at: key)
    try await stores.database.register(
      ModelRecord(
        version: version, key: key, sha256: sha256Hex(artifact), fingerprint: FeatureSet.standard.fingerprint,
        created: MadeLog.start))
    try await stores.database.makeLive(version, at: MadeLog.start)
  }

  /// Runs a body where version 2 was trained over version 1, and was rolled back.
  private func afterRollBack(
    holdSeconds: UInt32? = nil, _ body: @Sendable (TrainingBench) async throws -> Void
  ) async throws {
    var settings = TrainingBench.settings
    settings.rankingGate.leaks.areaGainOverLiveMax = 1
    try await TrainingBench.run(settings: settings) { bench in
      try await publishConstant(in: bench.stores)
      try await MadeLog().write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model).last == "push passed", "\(steps)")
      let answer = try await bench.training.rollBack(
        Wire.RollBackRequest(model: MadeLog.model, holdSeconds: holdSeconds))
      #expect(answer.live?.model?.version == 1)
      try await body(bench)
    }
  }

  @Test("The next run does not make the same live again, until somebody lets go; then its twin is refused")
  func held() async throws {
    try await afterRollBack { bench in
      let held = try await bench.train([MadeLog.model])
      #expect(held.outcomes(of: MadeLog.model) == ["gate refused"])
      #expect(held.message(MadeLog.model, "gate", "refused")?.contains("until somebody lets go (rolled back)") == true)
      let listed = try await bench.training.listModels(Wire.ListModelsRequest(model: MadeLog.model))
      #expect(listed.holds.map(\.model) == [MadeLog.model] && listed.models.map(\.withdrawn) == [true, false])

      let unknown = await #expect(throws: RPCStatus.self) {
        try await bench.training.holdModel(Wire.HoldModelRequest(model: "nothing", reason: "x"))
      }
      #expect(unknown?.code == .notFound)
      _ = try await bench.training.releaseModel(Wire.ReleaseModelRequest(model: MadeLog.model))
      let twin = try await bench.train([MadeLog.model])
      #expect(twin.outcomes(of: MadeLog.model).last == "gate refused")
      #expect(
        twin.message(MadeLog.model, "gate", "refused")?.contains("\(MadeLog.model)@2 gives, which was withdrawn")
          == true)
      #expect(try await bench.live() == ["\(MadeLog.model)@1"])
    }
  }

  @Test("A hold of a stated time ends by itself") func timed() async throws {
    try await afterRollBack(holdSeconds: 60) { bench in
      let hold = try #require(try await bench.stores.database.holds(at: MadeLog.end).first)
      #expect(hold.end == MadeLog.end.adding(seconds: 60))
      #expect(try await bench.stores.database.holds(at: MadeLog.end.adding(seconds: 60)).isEmpty)
    }
  }

  @Test("An artifact with the very bytes of a withdrawn one is refused, whatever its model") func sameBytes()
    async throws
  {
    try await TrainingBench.run { bench in
      let publisher = ModelPublisher(
        objects: bench.stores.objects, registry: bench.stores.database, now: { MadeLog.end })
      let run = try await bench.stores.database.startRun(of: [], at: MadeLog.end)
      let (_, listener) = AsyncStream.makeStream(of: RunStep.self)
      let reporter = RunReporter(run: run, store: bench.stores.database, now: { MadeLog.end }, listener: listener)
      for bytes in [[1], [2]] as [[UInt8]] {
        _ = try await publisher.publish(bytes, as: "popularity", fingerprint: "", figures: [], reporter: reporter)
      }
      _ = try await bench.training.rollBack(Wire.RollBackRequest(model: "popularity"))
      let held = await #expect(throws: Refusal.self) {
        try await publisher.publish([3], as: "popularity", fingerprint: "", figures: [], reporter: reporter)
      }
      #expect(held?.message.contains("is held") == true)
      _ = try await bench.training.releaseModel(Wire.ReleaseModelRequest(model: "popularity"))
      let twin = await #expect(throws: Refusal.self) {
        try await publisher.publish([2], as: "popularity", fingerprint: "", figures: [], reporter: reporter)
      }
      #expect(twin?.message.contains("very bytes of popularity@2") == true)
      _ = try await publisher.publish([4], as: "popularity", fingerprint: "", figures: [], reporter: reporter)
      #expect(try await bench.live() == ["popularity@4"])
    }
  }

  @Test("A person holds and lets go; what cannot be held is refused with what can") func byHand() async throws {
    try await TrainingBench.run { bench in
      let held = try await bench.training.holdModel(Wire.HoldModelRequest(model: "popularity", reason: "I look"))
      #expect(held.hold?.reason == "I look" && held.hold?.endMilliseconds == nil)
      try await MadeLog(pages: 20).write(to: bench.stores.objects)
      let steps = try await bench.train(["popularity"])
      #expect(steps.message("popularity", "gate", "refused")?.contains("I look") == true)
      for request in [
        Wire.HoldModelRequest(model: "", reason: "x"), Wire.HoldModelRequest(model: "popularity", reason: ""),
        Wire.HoldModelRequest(model: "popularity", holdSeconds: 0, reason: "x"),
      ] {
        let status = await #expect(throws: RPCStatus.self) { try await bench.training.holdModel(request) }
        #expect(status?.code == .invalidArgument)
      }
      _ = try await bench.training.releaseModel(Wire.ReleaseModelRequest(model: "popularity"))
      let status = await #expect(throws: RPCStatus.self) {
        try await bench.training.releaseModel(Wire.ReleaseModelRequest(model: "popularity"))
      }
      #expect(status?.code == .notFound)
    }
  }
}
