import Datasets
import Domain
import Features
import Messages
import Models
import RPC
import Storage
import Testing

@testable import TrainingService

@Suite("A training run, end to end")
struct TrainingRunTests {
  @Test("Every model is trained, judged, gated, and live at the end") func everything() async throws {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      let steps = try await bench.train()
      #expect(steps.outcomes(of: "") == ["extract passed", "done passed"])
      #expect(steps.outcomes(of: "popularity") == ["fit passed", "gate passed", "push passed"])
      #expect(
        steps.outcomes(of: "factorization") == [
          "dataset passed", "evaluate passed", "gate passed", "fit passed", "push passed",
        ])
      #expect(
        steps.outcomes(of: MadeLog.model) == [
          "dataset passed", "validate passed", "fit passed", "evaluate passed", "gate passed", "push passed",
        ])
      #expect(try await bench.live() == ["factorization@1", "popularity@1", "ranking.artists@1"])
      #expect(Set(steps.map(\.run)) == [1])
      let evaluated = try #require(steps.first { $0.model == MadeLog.model && $0.step == "evaluate" })
      let figures = Dictionary(uniqueKeysWithValues: evaluated.figures.map { ($0.name, $0.value) })
      #expect(try #require(figures["auc"]) > 0.6 && figures["log loss"] ?? 1 < 0.7)
      #expect(try #require(figures["ndcg@10"]) > figures["popularity ndcg@10"] ?? 1)
    }
  }

  @Test("What is pushed is what the registry says, and the dataset stays for whoever asks") func artifacts()
    async throws
  {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      _ = try await bench.train([MadeLog.model])
      let record = try #require(try await bench.stores.database.liveModels().first)
      let artifact = try await bench.stores.objects.get(record.key)
      #expect(sha256Hex(artifact) == record.sha256 && record.run == 1)
      #expect(try LogisticModel(decoding: artifact.span).fingerprint == record.fingerprint)
      #expect(record.fingerprint == FeatureSet.standard.fingerprint)
      let key = ObjectKeys.dataset(named: MadeLog.model, run: 1)
      let dataset = try RankingDataset(decoding: try await bench.stores.objects.get(key))
      #expect(dataset.rowCount == 600 && dataset.groupCount == 120)
      let listed = try await bench.training.listModels(Wire.ListModelsRequest())
      #expect(listed.models.map(\.live) == [true] && listed.models[0].sha256 == record.sha256)
    }
  }

  @Test("The same data again makes the same model, which does not beat itself: nothing changes") func again()
    async throws
  {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      _ = try await bench.train([MadeLog.model])
      let before = try await bench.stores.database.registryChanges()
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model).last == "gate refused")
      #expect(steps.message(MadeLog.model, "gate", "refused")?.contains("is not surely above") == true)
      #expect(steps.last?.state == "passed", "a refusal is no failure of the run")
      #expect(try await bench.stores.database.registryChanges() == before)
    }
  }

  @Test("Nothing later than the run's moment is learned from, and no page that may still be clicked") func noPeeking()
    async throws
  {
    var settings = TrainingBench.settings
    settings.limits.attributionWindow = AttributionWindow(seconds: 200)
    try await TrainingBench.run(settings: settings) { bench in
      try await MadeLog().write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model], at: MadeLog.start.adding(seconds: 60 * 10))
      let dataset = try #require(steps.first { $0.model == MadeLog.model && $0.step == "dataset" })
      #expect(dataset.figures.first { $0.name == "slates" }?.value == 41)
      #expect(dataset.figures.first { $0.name == "pages that wait for clicks" }?.value == 20)
      let early = try await bench.train(at: Moment(seconds: 0))
      #expect(early.outcomes(of: MadeLog.model) == ["dataset refused"])
      #expect(early.outcomes(of: "popularity").last == "gate refused")
      #expect(early.outcomes(of: "factorization") == ["dataset refused"])
    }
  }

  @Test("Names that are no model's are told apart: those that cannot be one, and those that there is none of")
  func modelNames() async throws {
    try await TrainingBench.run { bench in
      let long = String(repeating: "m", count: 100_000)
      for (model, code) in [
        ("nothing", RPCStatus.Code.notFound), ("", .invalidArgument), (long, .invalidArgument),
        ("a\u{1b}b", .invalidArgument), ("popularity", .failedPrecondition),
      ] {
        let refusal = await #expect(throws: RPCStatus.self) {
          _ = try await bench.training.rollBack(Wire.RollBackRequest(model: model))
        }
        #expect(refusal?.code == code && (refusal?.message.utf8.count ?? 0) < 400, "\(model.prefix(20))")
        guard !["", "popularity"].contains(model) else { continue }
        let unlisted = await #expect(throws: RPCStatus.self) {
          _ = try await bench.training.listModels(Wire.ListModelsRequest(model: model))
        }
        #expect(unlisted?.code == code)
      }
      let listed = try await bench.training.listModels(Wire.ListModelsRequest(model: "popularity"))
      #expect(listed.models.isEmpty)
    }
  }

  @Test("An unknown model, or an impossible moment, is refused before anything is done") func badRequests() async throws
  {
    try await TrainingBench.run { bench in
      for request in [
        Wire.StartRunRequest(models: ["ranking.nothing"]), Wire.StartRunRequest(momentMilliseconds: -1),
        Wire.StartRunRequest(momentMilliseconds: .max),
      ] {
        do {
          for try await _ in bench.training.startRun(request) {}
          Issue.record("was taken")
        } catch let status as RPCStatus {
          #expect(status.code == .invalidArgument && !status.message.isEmpty)
        }
      }
      #expect(try await bench.training.listRuns(Wire.ListRunsRequest()).runs.isEmpty)
    }
  }
}
