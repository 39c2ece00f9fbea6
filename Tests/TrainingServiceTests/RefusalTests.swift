import Datasets
import Domain
import Features
import Intake
import Messages
import Storage
import Testing

@testable import TrainingService

@Suite("Runs that change nothing")
struct RefusalTests {
  @Test("A model below its shelf's threshold is refused with the reason") func threshold() async throws {
    try await TrainingBench.run(shelf: try MadeLog.shelf(areaMin: 0.999)) { bench in
      try await MadeLog().write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model).last == "gate refused")
      #expect(steps.message(MadeLog.model, "gate", "refused")?.contains("below the shelf's 0.999") == true)
      #expect(try await bench.live().isEmpty)
    }
  }

  @Test("A model of clicks by mere chance does not pass") func chance() async throws {
    try await TrainingBench.run(shelf: try MadeLog.shelf(areaMin: 0.75)) { bench in
      try await MadeLog(pages: 80, strength: 0).write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model).last == "gate refused")
      #expect(try await bench.live().isEmpty)
    }
  }

  @Test("A planted drift stops the model's run with the feature, both distributions and the distance") func drift()
    async throws
  {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      _ = try await bench.train([MadeLog.model])
      let before = try await bench.live()
      try await MadeLog(seed: 2, listeners: 0, pages: 200, firstPage: 120, shifts: ["pair.factorAffinity": 0.4])
        .write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model) == ["dataset passed", "validate refused"])
      let message = try #require(steps.message(MadeLog.model, "validate", "refused"))
      for part in ["drift: pair.factorAffinity", "distance 0.", "limit 0.2", "before: below", "now: below", "missing"] {
        #expect(message.contains(part), "\(part) in \(message)")
      }
      #expect(try await bench.live() == before)
      let alerts = try await bench.validation.listAlerts(Wire.ListAlertsRequest())
      let alert = try #require(alerts.alerts.first { $0.violation?.feature == "pair.factorAffinity" })
      #expect(alert.violation?.rule == "drift")
      #expect(alert.violation?.before?.bins.count == alert.violation?.now?.bins.count)
      let key = ObjectKeys.dataset(named: MadeLog.model, run: 2)
      _ = try await bench.validation.acceptDataset(Wire.AcceptDatasetRequest(name: MadeLog.model, key: key))
      let accepted = try await bench.train([MadeLog.model])
      #expect(accepted.message(MadeLog.model, "validate", "passed") != nil, "a person may accept the change")
    }
  }

  @Test("A dataset whose model the gate refused does not move what the next is compared with") func refusedReference()
    async throws
  {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      _ = try await bench.train([MadeLog.model])
      #expect(try await bench.live() == ["ranking.artists@1"])
      let good = ObjectKeys.dataset(named: MadeLog.model, run: 1)
      #expect(try await bench.stores.database.lastGoodDataset(named: MadeLog.model) == good)
      let again = try await bench.train([MadeLog.model])
      #expect(again.outcomes(of: MadeLog.model).last == "gate refused", "it is no better than what is live")
      #expect(again.message(MadeLog.model, "validate", "passed") != nil)
      #expect(try await bench.stores.database.lastGoodDataset(named: MadeLog.model) == good)
    }
  }

  @Test("A roll-back restores the dataset of the version that is live again") func restoredReference() async throws {
    try await TrainingBench.run { bench in
      let database = bench.stores.database
      try await MadeLog().write(to: bench.stores.objects)
      _ = try await bench.train([MadeLog.model])
      let first = ObjectKeys.dataset(named: MadeLog.model, run: 1)
      let second = ObjectKeys.dataset(named: MadeLog.model, run: 2)
      let live = try #require(try await database.liveModels().first)
      try await bench.stores.objects.put(try await bench.stores.objects.get(first), at: second)
      _ = try await bench.validation.checkDataset(Wire.CheckDatasetRequest(name: MadeLog.model, key: second))
      var next = live
      next.version = try await database.reserveVersion(of: MadeLog.model)
      next.run = 2
      try await database.register(next)
      try await database.makeLive(next.version, at: MadeLog.end)
      _ = try await bench.validation.acceptDataset(
        Wire.AcceptDatasetRequest(name: MadeLog.model, key: second, afterPush: true))
      #expect(try await database.lastGoodDataset(named: MadeLog.model) == second)
      _ = try await bench.training.rollBack(Wire.RollBackRequest(model: MadeLog.model))
      #expect(try await database.lastGoodDataset(named: MadeLog.model) == first)
    }
  }

  @Test("Clicks of others, of before and of much later label nothing: counted, told and kept aside") func strangers()
    async throws
  {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      let before = try await bench.train([MadeLog.model])
      let writer = EventLogWriter(objects: bench.stores.objects, writer: LogWriterName(fixed: "strangers"))
      let later = AttributionWindow.secondsDefault + 1
      for (number, (listener, seconds)) in [("nobody", 1), ("listener-0", -1), ("listener-0", later)].enumerated() {
        for position in 0..<5 {
          try await writer.append([
            ListenerEvent(
              identifier: "stranger-\(number)-\(position)", listener: try #require(ListenerIdentifier(listener)),
              event: Event(
                moment: MadeLog.start.adding(seconds: seconds),
                action: .click(item: ItemIdentifier(.artist, UInt64(position)))),
              place: CardPlace(page: "page-0", shelf: "artists"), taken: MadeLog.end)
          ])
        }
      }
      try await writer.flush()
      let after = try await bench.train([MadeLog.model])
      func figures(_ steps: [Wire.RunProgress], _ model: String, _ step: String) -> [String: Double] {
        let figures = steps.first { $0.model == model && $0.step == step }?.figures ?? []
        return Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.value) })
      }
      let told = figures(after, "", "extract")
      #expect(told["clicks otherListener"] == 5 && told["clicks beforePage"] == 5 && told["clicks afterWindow"] == 5)
      #expect(after.message("", "extract", "passed")?.contains("5 on another listener's page") == true)
      #expect(
        figures(before, MadeLog.model, "dataset")["clicked"] == figures(after, MadeLog.model, "dataset")["clicked"])
      for _ in 0..<2 {
        let kept = try await bench.validation.listQuarantine(Wire.ListQuarantineRequest())
        #expect(kept.reasons.map(\.reason).sorted() == ["earlyClick", "lateClick", "strangeClick"])
        #expect(kept.reasons.allSatisfy { $0.count == 5 }, "the next run replaces what the last one kept")
        _ = try await bench.train([MadeLog.model])
      }
    }
  }

  @Test("What cannot be checked is not fitted, and the run has failed") func noValidation() async throws {
    try await TrainingBench.run(withValidation: false) { bench in
      try await MadeLog(pages: 20).write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model) == ["dataset passed", "validate failed"])
      #expect(steps.last?.state == "failed")
      #expect(try await bench.stores.database.run(1)?.state == .failed)
      #expect(try await bench.live().isEmpty)
    }
  }

  @Test("One model's failure does not keep the others from their turn") func others() async throws {
    try await TrainingBench.run(withValidation: false) { bench in
      try await MadeLog(pages: 20).write(to: bench.stores.objects)
      let steps = try await bench.train()
      #expect(steps.outcomes(of: MadeLog.model).last == "validate failed")
      #expect(try await bench.live() == ["factorization@1", "popularity@1"])
      #expect(steps.last?.message.contains(MadeLog.model) == true)
    }
  }
}
