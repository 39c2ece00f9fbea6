import Datasets
import Policies
import Testing

@testable import TrainingService

@Suite("Leaks")
struct LeakTests {
  /// One way in which labels get into features.
  struct Way: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let features: Set<String>
    let leak: @Sendable (inout [Float?], Bool, Int) -> Void
  }

  private static func column(_ name: String) -> Int { MadeSlates.names.firstIndex(of: name) ?? 0 }

  /// A number from 0 to 1 for a row, the same at each call.
  private static func chance(_ row: Int, _ salt: UInt64) -> Float {
    var generator = SeededGenerator(seed: UInt64(row) &* 1_000_003 &+ salt)
    return Float(generator.unit())
  }

  static let ways = [
    Way(testDescription: "the label itself", features: ["noise"]) { values, isClicked, _ in
      values[column("noise")] = isClicked ? 1 : 0
    },
    Way(testDescription: "the label, turned round", features: ["noise"]) { values, isClicked, _ in
      values[column("noise")] = isClicked ? 0 : 1
    },
    Way(testDescription: "the label in a third of the rows", features: ["noise"]) { values, isClicked, row in
      if chance(row, 1) < 1.0 / 3 { values[column("noise")] = isClicked ? 1 : 0 }
    },
    Way(testDescription: "a noisy copy", features: ["noise"]) { values, isClicked, row in
      values[column("noise")] = (isClicked ? 1 : 0) + 2 * chance(row, 2)
    },
    Way(testDescription: "missing where clicked", features: ["sometimes"]) { values, isClicked, _ in
      values[column("sometimes")] = isClicked ? nil : 0.5
    },
    Way(testDescription: "missing for a third of the clicked", features: ["sometimes"]) { values, isClicked, row in
      values[column("sometimes")] = isClicked && chance(row, 3) < 1.0 / 3 ? nil : chance(row, 4)
    },
    Way(testDescription: "the difference of two", features: ["noise", "otherNoise"]) { values, isClicked, row in
      let large = 100 * chance(row, 5)
      values[column("noise")] = large + (isClicked ? 1 : 0)
      values[column("otherNoise")] = large
    },
  ]

  private func leaks(in dataset: RankingDataset, before: RankingDataset? = nil) -> [Leak] {
    let known = before.map { SeparationCounter($0).separations() } ?? []
    let single = LeakCheck(limits: LeakLimits()).leaks(SeparationCounter(dataset).separations(), before: known)
    return single.isEmpty ? [DifferenceCheck(limits: LeakLimits()).leak(in: dataset)].compactMap(\.self) : single
  }

  @Test("Every way is found and its features are named, whatever was live before", arguments: ways)
  func found(_ way: Way) throws {
    let honest = try MadeSlates(seed: 7, strength: 1.2).dataset()
    let dataset = try MadeSlates(strength: 1.2, leak: way.leak).dataset()
    for before in [nil, honest] {
      let leaks = leaks(in: dataset, before: before)
      #expect(leaks.first.map { Set($0.features) } == way.features, "\(leaks)")
    }
  }

  @Test("Honest slates leak nothing, beside others of their kind or alone")
  func honest() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let dataset = try MadeSlates(seed: seed, strength: 1.2).dataset()
      let others = try MadeSlates(seed: seed + 100, strength: 1.2).dataset()
      #expect(leaks(in: dataset).isEmpty, "seed \(seed)")
      #expect(leaks(in: dataset, before: others).isEmpty, "seed \(seed)")
    }
  }

  @Test("A feature that tells far more than when the live version was trained is named, though it is plausible alone")
  func changed() throws {
    let before = try MadeSlates(seed: 2, strength: 1.2).dataset()
    let dataset = try MadeSlates(strength: 1.2) { values, isClicked, row in
      let noise = (9...14).reduce(Float(-3)) { $0 + Self.chance(row, UInt64($1)) }
      values[Self.column("noise")] = (isClicked ? 1 : 0) + 2 * noise
    }.dataset()
    #expect(leaks(in: dataset).isEmpty)
    let leak = try #require(leaks(in: dataset, before: before).first)
    #expect(leak.features == ["noise"] && leak.reason.contains("when the live version was trained"))
  }
}
