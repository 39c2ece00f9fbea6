import Domain
import Features
import Hosting
import Messages
import RPC
import Storage
import Testing

@testable import TrainingService

@Suite("Watching models")
struct WatchModelsTests {
  private func publish(_ model: String, in stores: Stores) async throws -> ModelVersion {
    let version = try await stores.database.reserveVersion(of: model)
    let key = ObjectKeys.artifact(of: version)
    try await stores.objects.put([1, 2, 3], at: key)
    try await stores.database.register(
      ModelRecord(
        version: version, key: key, sha256: sha256Hex([1, 2, 3]), fingerprint: "", created: MadeLog.start))
    try await stores.database.makeLive(version, at: MadeLog.start)
    return version
  }

  @Test("What is live is told at once, then every change, another process's and a roll-back's too") func changes()
    async throws
  {
    try await TrainingBench.run { bench in
      _ = try await publish("popularity", in: bench.stores)
      var updates = bench.training.watchModels(Wire.WatchModelsRequest()).makeAsyncIterator()
      #expect(try await updates.next()?.model?.model == Wire.ModelVersion(model: "popularity", version: 1))
      _ = try await publish("popularity", in: bench.stores)
      #expect(try await updates.next()?.model?.model == Wire.ModelVersion(model: "popularity", version: 2))
      let back = try await bench.training.rollBack(Wire.RollBackRequest(model: "popularity"))
      #expect(back.live?.model?.version == 1 && back.live?.live == true)
      #expect(try await updates.next()?.model?.model == Wire.ModelVersion(model: "popularity", version: 1))
    }
  }

  @Test("Only the models wanted are told") func wanted() async throws {
    try await TrainingBench.run { bench in
      for model in ["factorization", "popularity", "ranking.artists", "ranking.shows"] {
        _ = try await publish(model, in: bench.stores)
      }
      let request = Wire.WatchModelsRequest(models: ["popularity", "ranking."])
      var updates = bench.training.watchModels(request).makeAsyncIterator()
      var told: [String] = []
      for _ in 0..<3 { told.append(try await updates.next()?.model?.model?.model ?? "") }
      #expect(told == ["popularity", "ranking.artists", "ranking.shows"])
    }
  }

  @Test("A name stands for itself, and one that ends in a dot for all that begin with it") func filter() {
    #expect(ModelFilter([]).takes("anything"))
    #expect(ModelFilter(["ranking."]).takes("ranking.shows") && !ModelFilter(["ranking."]).takes("rankings"))
    #expect(ModelFilter(["ranking"]).takes("ranking") && !ModelFilter(["ranking"]).takes("ranking.shows"))
  }

  @Test("A watch ends as soon as the process drains") func draining() async throws {
    try await TrainingBench.run { bench in
      var updates = bench.training.watchModels(Wire.WatchModelsRequest()).makeAsyncIterator()
      bench.health.drain()
      await #expect(throws: RPCStatus.self) { while try await updates.next() != nil {} }
    }
  }

  @Test("Nothing to roll back to is FAILED_PRECONDITION") func nothing() async throws {
    try await TrainingBench.run { bench in
      let status = await #expect(throws: RPCStatus.self) {
        try await bench.training.rollBack(Wire.RollBackRequest(model: "popularity"))
      }
      #expect(status?.code == .failedPrecondition)
    }
  }
}
