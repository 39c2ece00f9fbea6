import Datasets
import FoundationEssentials
import Statistics
import Testing

@testable import ValidationService

@Suite("Checking a dataset")
struct DatasetCheckerTests {
  private func report(
    _ now: MadeDataset, after before: MadeDataset? = nil, limits: CheckLimits = CheckLimits()
  ) throws -> DatasetChecker.Report {
    let checker = DatasetChecker(schema: MadeDataset.schema, limits: limits)
    let reference = try before.map {
      Reference(kind: .lastGood, key: "before", statistics: DatasetStatistics(of: try $0.build()))
    }
    return checker.check(try now.build(), against: reference.map { [$0] } ?? [])
  }

  @Test("A dataset like the last good one passes, and every feature's distance is told") func passes() throws {
    let report = try report(MadeDataset(seed: 2), after: MadeDataset(seed: 1))
    #expect(report.violations.isEmpty)
    #expect(Set(report.distances.map(\.feature)) == ["steady", "spotty"])
    #expect(report.distances.allSatisfy { $0.distance >= 0 && $0.distance <= $0.limit })
    #expect(report.distances[0].distance >= report.distances[1].distance)
  }

  @Test("The first dataset of a name is compared with nothing") func first() throws {
    let report = try report(MadeDataset())
    #expect(report.violations.isEmpty && report.distances.isEmpty)
    #expect(report.statistics["steady"]?.histogram.bins.count == ColumnStatistics.binsMax)
  }

  @Test("A planted drift names the feature, both distributions and the distance") func drift() throws {
    let report = try report(MadeDataset(seed: 2, shift: 0.3), after: MadeDataset(seed: 1))
    let violation = try #require(report.violations.first)
    #expect(report.violations.count == 1 && violation.rule == .drift && violation.feature == "steady")
    #expect(violation.limit == 0.2 && violation.measured > 0.3 && violation.measured <= 1)
    let compared = try #require(violation.distributions)
    #expect(compared.labels.count == compared.before.count && compared.labels.count == compared.now.count)
    #expect(compared.labels.last == "missing")
    #expect(abs(compared.before.reduce(0, +) - 1) < 1e-9 && abs(compared.now.reduce(0, +) - 1) < 1e-9)
    #expect(compared.distance == violation.measured)
    #expect(violation.message.contains("steady") && violation.message.contains("accept the dataset"))
  }

  @Test("A feature may have a limit of drift of its own") func ownLimit() throws {
    var limits = CheckLimits()
    limits.driftMaxByFeature = ["steady": 1]
    let shifted = MadeDataset(seed: 2, shift: 0.3)
    #expect(try report(shifted, after: MadeDataset(seed: 1), limits: limits).violations.isEmpty)
  }

  @Test("A share of missing values that jumps is a violation, by both rules that see it") func missingJump() throws {
    let report = try report(MadeDataset(seed: 2, missingEvery: 2), after: MadeDataset(seed: 1))
    #expect(report.violations.map(\.rule) == [.missing, .drift])
    #expect(report.violations.allSatisfy { $0.feature == "spotty" })
    #expect(abs(report.violations[0].measured - 0.3) < 0.01 && report.violations[0].limit == 0.1)
    #expect(
      report.violations[1].distributions?.widest == report.violations[1].distributions.map { $0.labels.count - 1 })
  }

  @Test("A value missing where one never is, is a violation in the first dataset too") func neverMissing() throws {
    let report = try report(MadeDataset(steadyMissing: true))
    #expect(report.violations.map(\.rule) == [.missing] && report.violations[0].feature == "steady")
  }

  @Test("A value outside its feature's bounds names value and bound", arguments: [-0.5, 0.5] as [Float])
  func range(shift: Float) throws {
    let report = try report(MadeDataset(shift: shift))
    #expect(report.violations.map(\.rule) == [.range] && report.violations[0].feature == "steady")
    #expect(report.violations[0].limit == (shift < 0 ? 0 : 1.25))
  }

  @Test("Lost, added and moved features are named, and another fingerprint is refused") func schema() throws {
    let renamed = try report(MadeDataset(names: ["steady", "new"])).violations.filter { $0.rule == .schema }
    #expect(renamed.map(\.feature) == ["spotty", "new"])
    let moved = try report(MadeDataset(names: ["spotty", "steady"])).violations.filter { $0.rule == .schema }
    #expect(moved.map(\.feature) == ["spotty"])
    let other = try report(MadeDataset(fingerprint: "ffff")).violations
    #expect(other.map(\.rule) == [.schema] && other[0].message.contains("ffff"))
  }

  @Test("Too few rows, and rows of one label alone, are violations") func rowsAndLabels() throws {
    let few = try report(MadeDataset(rows: 99)).violations
    #expect(few.map(\.rule) == [.rows] && few[0].measured == 99 && few[0].limit == 100)
    #expect(try report(MadeDataset(clickEvery: nil)).violations.map(\.rule) == [.label])
    #expect(try report(MadeDataset(clickEvery: 1)).violations.map(\.rule) == [.label])
    #expect(try report(MadeDataset(rows: 0)).violations.map(\.rule) == [.rows])
    #expect(try report(MadeDataset(rows: 0), after: MadeDataset()).violations.map(\.rule) == [.rows, .missing])
  }

  @Test("Statistics survive being kept") func kept() throws {
    let statistics = DatasetStatistics(of: try MadeDataset().build())
    let bytes = try JSONEncoder().encode(statistics)
    #expect(try JSONDecoder().decode(DatasetStatistics.self, from: bytes) == statistics)
  }
}
