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
      try await MadeLog(pages: 60).write(to: bench.stores.objects)
      _ = try await bench.train([MadeLog.model])
      let before = try await bench.live()
      try await MadeLog(seed: 2, listeners: 0, pages: 100, firstPage: 60, shifts: ["pair.factorAffinity": 0.4])
        .write(to: bench.stores.objects)
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.outcomes(of: MadeLog.model) == ["dataset passed", "validate refused"])
      let message = try #require(steps.message(MadeLog.model, "validate", "refused"))
      for part in ["drift: pair.factorAffinity", "distance 0.", "limit 0.2", "before: below", "now: below", "missing"] {
        #expect(message.contains(part), "\(part) in \(message)")
      }
      #expect(try await bench.live() == before)
      let alerts = try await bench.validation.listAlerts(Wire.ListAlertsRequest())
      #expect(alerts.alerts.map { $0.violation?.feature } == ["pair.factorAffinity"])
      #expect(alerts.alerts[0].violation?.before?.bins.count == alerts.alerts[0].violation?.now?.bins.count)
      let key = ObjectKeys.dataset(named: MadeLog.model, run: 2)
      _ = try await bench.validation.acceptDataset(Wire.AcceptDatasetRequest(name: MadeLog.model, key: key))
      let accepted = try await bench.train([MadeLog.model])
      #expect(accepted.message(MadeLog.model, "validate", "passed") != nil, "a person may accept the change")
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
