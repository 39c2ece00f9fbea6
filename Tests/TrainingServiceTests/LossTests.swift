import Datasets
import Domain
import Features
import Intake
import Messages
import Storage
import Testing

@testable import TrainingService

@Suite("What a run leaves out")
struct LossTests {
  /// Pages of the made log, some of them changed.
  private func run(
    changing share: Int, _ change: @Sendable (inout ServedPage) -> Void,
    settings: TrainingSettings = TrainingBench.settings,
    _ body: @Sendable (TrainingBench, [Wire.RunProgress]) async throws -> Void
  ) async throws {
    try await TrainingBench.run(settings: settings) { bench in
      let whole = MemoryObjectStore()
      try await MadeLog().write(to: whole)
      let all = Moment(milliseconds: 0)..<MadeLog.end
      let writer = EventLogWriter(objects: bench.stores.objects, writer: LogWriterName(fixed: "changed"))
      var events = EventLogReader(objects: whole).events(in: all)
      while let hour = try await events.next() { try await writer.append(hour) }
      var pages = EventLogReader(objects: whole).pages(in: all)
      var number = 0
      while let hour = try await pages.next() {
        for var page in hour {
          if number < share { change(&page) }
          number += 1
          try await writer.append(page)
        }
      }
      try await writer.flush()
      try await body(bench, try await bench.train([MadeLog.model]))
    }
  }

  @Test("Half of the pages unreadable stop the run with the reason first, and raise an alert") func unreadable()
    async throws
  {
    try await run(changing: 60) {
      $0.profile = [1, 2, 3]
    } _: { bench, steps in
      #expect(steps.outcomes(of: MadeLog.model) == ["dataset refused"])
      let message = try #require(steps.message(MadeLog.model, "dataset", "refused"))
      #expect(
        message.hasPrefix("60 of 120 pages (50.0 %) left out: 60 with a profile that cannot be read"), "\(message)")
      #expect(message.contains("at most 1.0 % may be left out (extract.leftOutShareMost)"))
      let alerts = try await bench.stores.database.alerts(alertsMax: 10)
      #expect(alerts.map(\.rule) == ["left out"] && alerts[0].measured == 0.5 && alerts[0].limit == 0.01)
      #expect(try await bench.live().isEmpty)
    }
  }

  @Test("Pages of another version of the feature set stop the run with what to do after an upgrade") func upgrade()
    async throws
  {
    try await run(changing: 119) {
      $0.fingerprint = "another"
    } _: { _, steps in
      let message = try #require(steps.message(MadeLog.model, "dataset", "refused"))
      #expect(message.contains("119 served by another feature set") && message.contains("set extract.pageDays"))
    }
  }

  @Test("A share below the limit is printed and alerted, and goes on") func below() async throws {
    var settings = TrainingBench.settings
    settings.leftOutShareMax = 0.05
    try await run(changing: 2, { $0.profile = [1] }, settings: settings) { bench, steps in
      let message = try #require(steps.message(MadeLog.model, "dataset", "passed"))
      #expect(message.contains("2 of 120 pages (1.67 %) left out: 2 with a profile that cannot be read"), "\(message)")
      let figures = steps.first { $0.model == MadeLog.model && $0.step == "dataset" }?.figures ?? []
      #expect(figures.first { $0.name == "pages left out" }?.value == 2)
      #expect(try await bench.stores.database.alerts(alertsMax: 10).count == 1)
    }
  }

  @Test("Pages without the shelf, and pages that wait for clicks, are no loss") func noLoss() {
    #expect(LeftOut(slates: 1, skipped: [.notShown: 5, .openWindow: 3]).count == 0)
    for reason in SkipReason.allCases where reason != .notShown && reason != .openWindow {
      let loss = LeftOut(slates: 1, skipped: [reason: 1])
      #expect(loss.share == 0.5 && !loss.remedies.isEmpty, "\(reason)")
    }
  }

  @Test("Lines that cannot be read, and listeners beyond the limit, stop the run where it begins") func extraction()
    async throws
  {
    try await TrainingBench.run { bench in
      try await MadeLog().write(to: bench.stores.objects)
      for key in try await bench.stores.objects.list(prefix: "pages/") {
        try await bench.stores.objects.put(
          try await bench.stores.objects.get(key) + Array("{\"page\": \n".utf8), at: key)
      }
      var settings = TrainingBench.settings
      let steps = try await bench.train([MadeLog.model])
      #expect(steps.last?.state == "passed", "one line in more than a hundred")
      settings.limits.listenersMax = 10
      try await TrainingBench.run(settings: settings, stores: bench.stores) { few in
        let steps = try await few.train([MadeLog.model])
        #expect(steps.outcomes(of: "").first == "extract refused")
        #expect(steps.message("", "extract", "refused")?.contains("of listeners beyond 10") == true)
        #expect(steps.last?.state == "failed")
      }
    }
  }
}
