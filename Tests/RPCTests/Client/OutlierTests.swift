import NIOCore
import Policies
import Support
import Testing

@testable import RPC

@Suite("Leaving out servers that answer badly")
struct OutlierTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

  private func record(_ successes: Int, _ failures: Int) -> OutlierRecord {
    var record = OutlierRecord()
    record.successes = successes
    record.failures = failures
    return record
  }

  private func swept(
    _ records: [OutlierRecord], seconds: Int64 = 0, _ options: OutlierDetectionOptions
  ) -> [OutlierRecord] {
    var records = records
    var generator = PickGenerator(seed: 1)
    OutlierDetector(options: options).sweep(&records, at: start + .seconds(seconds), using: &generator)
    return records
  }

  private var percentage: OutlierDetectionOptions {
    var options = OutlierDetectionOptions()
    options.successRate = nil
    options.failurePercentage = OutlierDetectionOptions.FailurePercentage()
    options.ejectedPercentMaximum = 100
    return options
  }

  @Test("A server whose success rate is far below the others' is left out")
  func successRate() {
    let records = [record(100, 0), record(99, 1), record(100, 0), record(98, 2), record(100, 0), record(40, 60)]
    #expect(swept(records, OutlierDetectionOptions()).map(\.isEjected) == [false, false, false, false, false, true])
  }

  @Test("Servers that answer equally badly stay in, and so do those with too few calls or too few others")
  func nothingToCompare() {
    let options = OutlierDetectionOptions()
    #expect(swept([OutlierRecord](repeating: record(50, 50), count: 6), options).allSatisfy { !$0.isEjected })
    #expect(
      swept([OutlierRecord](repeating: record(99, 0), count: 6) + [record(0, 99)], options).allSatisfy { !$0.isEjected }
    )
    #expect(swept([record(100, 0), record(0, 100)], options).allSatisfy { !$0.isEjected })
  }

  @Test("A server above the percentage of failures is left out, one at the threshold is not")
  func failurePercentage() {
    let records = [record(100, 0), record(15, 85), record(14, 86), record(100, 0), record(0, 100)]
    #expect(swept(records, percentage).map(\.isEjected) == [false, false, true, false, true])
  }

  @Test("No more are left out than allowed, but one always may be")
  func maximum() {
    var options = percentage
    let records = [OutlierRecord](repeating: record(0, 100), count: 10)
    options.ejectedPercentMaximum = 30
    #expect(swept(records, options).count { $0.isEjected } == 3)
    options.ejectedPercentMaximum = 0
    #expect(swept(records, options).count { $0.isEjected } == 1)
  }

  @Test("Each further time is longer, up to the maximum, and good behaviour shortens it again")
  func times() {
    var options = percentage
    options.baseEjectionTime = .seconds(30)
    options.maximumEjectionTime = .seconds(70)
    let good = [OutlierRecord](repeating: record(100, 0), count: 4)
    var records = swept(good + [record(0, 100)], options)
    #expect(records[4].multiplier == 1)
    #expect(swept(records, seconds: 29, options)[4].isEjected)
    records = swept(records, seconds: 30, options)
    #expect(!records[4].isEjected && records[4].multiplier == 1)
    records[4].failures = 100
    for index in 0..<4 { records[index].successes = 100 }
    records = swept(records, seconds: 40, options)
    #expect(records[4].isEjected && records[4].multiplier == 2)
    #expect(swept(records, seconds: 99, options)[4].isEjected)
    records = swept(records, seconds: 100, options)
    #expect(!records[4].isEjected)
    records = swept(records, seconds: 110, options)
    #expect(records[4].multiplier == 1)
    records[4].multiplier = 9
    records[4].ejectedAt = start
    #expect(!swept(records, seconds: 70, options)[4].isEjected)
  }

  @Test("Whatever was counted, the bound holds, only bad servers are left out, and counting starts anew")
  func property() {
    var random = SeededGenerator.printed()
    for _ in 0..<300 {
      let records = (0..<random.below(30)).map { _ in record(random.below(200), random.below(200)) }
      var options = percentage
      options.successRate = random.oneIn(2) ? OutlierDetectionOptions.SuccessRate() : nil
      options.ejectedPercentMaximum = random.below(101)
      let after = swept(records, options)
      let ejected = after.count { $0.isEjected }
      #expect(ejected <= max(1, records.count * options.ejectedPercentMaximum / 100))
      #expect(after.allSatisfy { $0.requests == 0 })
      for (before, now) in zip(records, after) where now.isEjected { #expect(before.failures > 0) }
    }
  }

  @Test("Statuses that say more of the request than of the server count as answers")
  func codes() {
    var record = OutlierRecord()
    for code in RPCStatus.Code.allCases { record.count(code) }
    #expect(record.failures == 6)
    #expect(record.successes == RPCStatus.Code.allCases.count - 6 - 1)
  }
}
