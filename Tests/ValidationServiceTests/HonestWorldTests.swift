import Datasets
import Domain
import Features
import Testing

@testable import ValidationService

@Suite("Checks on honest worlds")
struct HonestWorldTests {
  /// Raises no alarm, whatever the seed: 4 shelves, by themselves and beside themselves of three days before.
  @Test(
    "An honest dataset passes, the first of its name and after itself of days before",
    arguments: [1, 2, 3] as [UInt64])
  func honest(seed: UInt64) throws {
    let demo = try DemoDatasets(seed: seed)
    let checker = DatasetChecker(schema: DatasetSchema(.standard), limits: CheckLimits())
    let context = demo.context
    for shelf in DemoDatasets.shelves {
      var earlier = context
      earlier.moment = demo.moment(day: 11)
      let first = checker.check(try demo.build(shelf, day: 11), against: [], context: earlier)
      let reference = Reference(kind: .lastGood, key: "first", statistics: first.statistics)
      let second = checker.check(try demo.build(shelf), against: [reference], context: context)
      // Listeners of a world of two weeks do get older within three days: drift by itself is another matter.
      for violation in first.violations + second.violations
      where violation.rule != .drift && violation.rule != .missing {
        Issue.record("seed \(seed), \(shelf): \(violation.rule) \(violation.message)")
      }
    }
  }
}
