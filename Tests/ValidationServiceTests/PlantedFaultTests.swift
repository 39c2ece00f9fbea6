import Domain
import Features
import Policies
import Statistics
import Testing

@testable import Datasets
@testable import ValidationService

/// Faults planted into the dataset of an honest world. Those of the first test are found on a fresh system.
@Suite("Faults planted into an honest dataset")
struct PlantedFaultTests {
  private static let demo = Result { try DemoDatasets(seed: 5) }
  private let checker = DatasetChecker(schema: DatasetSchema(.standard), limits: CheckLimits())

  /// A change of a dataset, and the rule that must be the first to see it.
  struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rule: Violation.Rule
    var feature: String?
    let plant: @Sendable (inout RankingDataset) -> Void
  }

  static let faults: [Fault] = [
    Fault(testDescription: "popularity permuted over all rows", rule: .relation, feature: "pair.popularity") {
      $0.permute("pair.popularity")
    },
    Fault(testDescription: "popularity permuted within slates", rule: .relation, feature: "pair.popularity") {
      $0.permute("pair.popularity", withinSlates: true)
    },
    Fault(testDescription: "all of popularity permuted among the items", rule: .popularity, feature: "pair.popularity")
    {
      $0.exchangePopularity()
    },
    Fault(testDescription: "rising permuted", rule: .item, feature: "pair.rising") { $0.permute("pair.rising") },
    Fault(testDescription: "a label in a feature", rule: .signal, feature: "pair.dayPartShare") { dataset in
      for row in 0..<dataset.rowCount { dataset.set("pair.dayPartShare", row: row, dataset.labels[row] ? 1 : 0) }
    },
    Fault(testDescription: "a label in an age", rule: .relation, feature: "item.age") { dataset in
      for row in 0..<dataset.rowCount { dataset.set("item.age", row: row, dataset.labels[row] ? 1 : 0) }
    },
    Fault(testDescription: "half of all cards clicked", rule: .label) { dataset in
      for row in 0..<dataset.rowCount { dataset.labels[row] = row % 2 == 0 }
    },
    Fault(testDescription: "propensities of 1", rule: .propensity) { dataset in
      for row in 0..<dataset.rowCount { dataset.propensities[row] = 1 }
    },
    Fault(testDescription: "positions reversed", rule: .position) { dataset in
      for slate in dataset.slates {
        for row in slate { dataset.positions[row] = UInt32(slate.upperBound - 1 - row) }
      }
    },
    Fault(testDescription: "clicks further down the more", rule: .position) { dataset in
      for slate in dataset.slates { dataset.labels[slate].reverse() }
    },
    Fault(testDescription: "moments of nine hours earlier", rule: .recomputed) { $0.move(seconds: -9 * 3600) },
    Fault(testDescription: "moments of 400 days earlier", rule: .moment) { $0.move(seconds: -400 * 86_400) },
    Fault(testDescription: "moments of 400 days later", rule: .moment) { $0.move(seconds: 400 * 86_400) },
    Fault(testDescription: "every slate twice", rule: .duplicate) { dataset in
      var twice = dataset.rows(0..<0)
      for (number, slate) in dataset.slates.enumerated() {
        for copy in 0..<2 {
          twice.append(
            dataset, rows: slate, group: UInt32(2 * number + copy), listener: dataset.listeners[slate.lowerBound])
        }
      }
      dataset = twice
    },
  ]

  @Test("is found without any reference, by its own rule first", arguments: faults) func fresh(_ fault: Fault) throws {
    let demo = try Self.demo.get()
    var dataset = try demo.build("shortcuts")
    #expect(checker.check(dataset, against: [], context: demo.context).violations.isEmpty)
    fault.plant(&dataset)
    let first = try #require(checker.check(dataset, against: [], context: demo.context).violations.first)
    #expect(first.rule == fault.rule, "\(first.message)")
    if let feature = fault.feature { #expect(first.feature == feature, "\(first.message)") }
  }

  @Test("A feature of zeros is named on a fresh system, whichever it is of those that vary") func zeros() throws {
    let demo = try Self.demo.get()
    for shelf in ["shortcuts"] {
      let honest = try demo.build(shelf, day: 9)
      let statistics = DatasetStatistics(of: honest)
      let varying =
        DatasetSchema(.standard).columns.filter { $0.alwaysVaries }.map(\.name)
        + FeatureRelation.all.map(\.feature)
      for name in varying where statistics[name].map({ !$0.isConstant && $0.summary.finite >= 50 }) == true {
        var dataset = honest
        for row in 0..<dataset.rowCount { dataset.set(name, row: row, 0) }
        let violations = checker.check(dataset, against: [], context: demo.context).violations
        #expect(violations.contains { $0.feature == name }, "\(shelf): \(name) gave \(violations.map(\.feature))")
      }
    }
  }

  static let changes: [Fault] = [
    Fault(testDescription: "a tenth of the pages", rule: .volume) { dataset in
      var tenth = dataset.rows(0..<0)
      for (number, slate) in dataset.slates.enumerated() where number % 10 == 0 {
        tenth.append(dataset, rows: slate, group: UInt32(number / 10), listener: dataset.listeners[slate.lowerBound])
      }
      tenth.listeners = RankingDataset.renumbered(tenth.listeners)
      dataset = tenth
    },
    Fault(testDescription: "a tenth of the clicks", rule: .label) { dataset in
      var clicks = 0
      for row in 0..<dataset.rowCount where dataset.labels[row] {
        dataset.labels[row] = clicks % 10 == 0
        clicks += 1
      }
    },
    Fault(testDescription: "labels shuffled within slates", rule: .signal) { dataset in
      var generator = SeededGenerator(seed: 3)
      for slate in dataset.slates { dataset.labels[slate].shuffle(using: &generator) }
    },
    Fault(testDescription: "propensities a thousandth", rule: .propensity) { dataset in
      for row in 0..<dataset.rowCount { dataset.propensities[row] /= 1000 }
    },
    Fault(testDescription: "moments of nine hours earlier, vectors too", rule: .moment) { dataset in
      dataset.move(seconds: -9 * 3600)
      for slate in dataset.slates {
        let row = FeatureRow(
          item: Item(identifier: dataset.items[slate.lowerBound]), popularity: nil, source: .rule, sourcePosition: 0,
          factorAffinity: nil)
        let matrix = FeatureSet.standard.compute(
          profile: Profile(), rows: [row], at: dataset.moments[slate.lowerBound])
        for name in ["moment.hourSine", "moment.hourCosine", "moment.weekend"] {
          guard let column = FeatureSet.standard.index(of: name), let value = matrix[0, column] else { continue }
          for row in slate { dataset.set(name, row: row, value) }
        }
      }
    },
    Fault(testDescription: "one tier's clicks lost", rule: .slice) { dataset in
      guard let column = dataset.featureNames.firstIndex(of: "listener.tier.premium") else { return }
      for row in 0..<dataset.rowCount where dataset.value(row: row, feature: column) == 1 {
        dataset.labels[row] = false
      }
    },
  ]

  @Test("is found beside the last good dataset", arguments: changes) func compared(_ fault: Fault) throws {
    let demo = try Self.demo.get()
    var dataset = try demo.build("shortcuts")
    let honest = checker.check(dataset, against: [], context: demo.context)
    fault.plant(&dataset)
    for kind in [Reference.Kind.lastGood, .live, .baseline]
    where (fault.rule != .propensity && fault.rule != .moment) || kind != .baseline {
      let reference = Reference(kind: kind, key: "honest", statistics: honest.statistics)
      let violations = checker.check(dataset, against: [reference], context: demo.context).violations
      #expect(violations.contains { $0.rule == fault.rule }, "\(kind): \(violations.map(\.message))")
    }
  }
}

extension RankingDataset {
  /// Sets a value, which is then not missing.
  mutating func set(_ name: String, row: Int, _ value: Float) {
    guard let feature = featureNames.firstIndex(of: name) else { return }
    values[row * featureCount + feature] = value
    missing[row * missingBytesPerRow + feature / 8] &= ~(1 << UInt8(feature % 8))
  }

  /// Moves all moments.
  mutating func move(seconds: Int64) { moments = moments.map { $0.adding(seconds: seconds) } }

  /// Gives the rows each other's values of a feature.
  mutating func permute(_ name: String, withinSlates: Bool = false) {
    guard let feature = featureNames.firstIndex(of: name) else { return }
    var generator = SeededGenerator(seed: 9)
    for rows in withinSlates ? slates : [0..<rowCount] {
      let present = rows.filter { value(row: $0, feature: feature) != nil }
      var values = present.compactMap { value(row: $0, feature: feature) }
      values.shuffle(using: &generator)
      for (row, value) in zip(present, values) { set(name, row: row, value) }
    }
  }

  /// Gives each item the popularity of another, with all that follows from it.
  mutating func exchangePopularity() {
    let names = ["pair.popularity", "pair.segmentPopularity", "pair.segmentLift", "pair.rising"]
    let known = Array(Set(items)).sorted()
    var first: [ItemIdentifier: Int] = [:]
    for row in 0..<rowCount where value(row: row, feature: column("pair.popularity")) != nil {
      if first[items[row]] == nil { first[items[row]] = row }
    }
    let original = self
    for row in 0..<rowCount {
      guard value(row: row, feature: column(names[0])) != nil, let place = known.firstIndex(of: items[row]) else {
        continue
      }
      let other = (1..<known.count).lazy.compactMap { first[known[(place * 7 + 3 + $0) % known.count]] }.first ?? row
      for name in names { set(name, row: row, original.value(row: other, feature: column(name)) ?? 0) }
      let listens = value(row: row, feature: column("listener.listens")) ?? 0
      set("pair.popularityByListens", row: row, (value(row: row, feature: column(names[0])) ?? 0) / (1 + listens))
    }
  }

  private func column(_ name: String) -> Int { featureNames.firstIndex(of: name) ?? 0 }
}
