import Policies
import Testing

@Suite("Propensities")
struct PropensityTests {
  private static let scores: [[Float]] = [
    [0.5], [1, 2], [3, 3, 3], [0.1, .nan, 0.9, -.infinity, 0.9, .infinity, 0.2],
  ]

  @Test("At each position the propensities of all candidates add up to 1", arguments: [0, 0.05, 0.5, 1])
  func propensitiesAddUp(epsilon: Double) throws {
    let policies: [any Policy] = [try EpsilonGreedy(epsilon: epsilon), Greedy()]
    for policy in policies {
      for scores in Self.scores {
        for position in scores.indices {
          let sum = scores.indices.reduce(0) { $0 + policy.propensity(of: $1, at: position, scores: scores) }
          #expect(abs(sum - 1) < 1e-12)
        }
      }
    }
  }

  @Test("Every pick carries the propensity that the policy states for it")
  func picksCarryStatedPropensity() throws {
    let policy = try EpsilonGreedy(epsilon: 0.4)
    for scores in Self.scores {
      for page in 0..<50 {
        let picks = policy.pick(scores.count, scores: scores, seed: "page-\(page)")
        for (position, pick) in picks.enumerated() {
          #expect(pick.propensity == policy.propensity(of: pick.candidate, at: position, scores: scores))
          #expect(pick.propensity > 0 && pick.propensity <= 1)
        }
      }
    }
  }

  /// With 5 candidates each position has 4 degrees of freedom, for which chi-square exceeds 23.5 once in 10,000.
  @Test("How often a candidate stands at a position is its propensity, over 20,000 seeds")
  func frequenciesMatch() throws {
    let policy = try EpsilonGreedy(epsilon: 0.3)
    let scores: [Float] = [0.2, 0.9, 0.4, 0.9, 0.1]
    let pages = 20_000
    var counts = [[Int]](repeating: [Int](repeating: 0, count: scores.count), count: scores.count)
    for page in 0..<pages {
      for (position, pick) in policy.pick(scores.count, scores: scores, seed: "page-\(page)/shows").enumerated() {
        counts[position][pick.candidate] += 1
      }
    }
    for position in scores.indices {
      var chiSquare = 0.0
      for candidate in scores.indices {
        let expected = Double(pages) * policy.propensity(of: candidate, at: position, scores: scores)
        let difference = Double(counts[position][candidate]) - expected
        chiSquare += difference * difference / expected
      }
      #expect(chiSquare < 23.5, "position \(position), seeds page-0/shows to page-\(pages - 1)/shows")
    }
  }
}
