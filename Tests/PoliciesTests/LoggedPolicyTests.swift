import Support
import Testing

@testable import Policies

@Suite("Propensities as they are logged")
struct LoggedPolicyTests {
  @Test("A policy explains all that it picks, with its seed and without") func honest() throws {
    var random = SeededGenerator.printed()
    let seed = random.next()
    for epsilon in [0, 0.05, 0.1, 0.3, 1] {
      let policy = try EpsilonGreedy(epsilon: epsilon)
      for page in 0..<200 {
        let scores = (0..<Int.random(in: 1...60, using: &random)).map { _ in Float.random(in: 0...1, using: &random) }
        let name = "page-\(seed)-\(page)/artists"
        let picks = policy.pick(8, scores: scores, seed: name).map(\.propensity)
        #expect(LoggedPolicy.explains(picks, policy: policy.name), "\(policy.name) \(picks)")
        #expect(LoggedPolicy.explains(picks, policy: policy.name, seed: name), "\(policy.name) \(picks)")
      }
    }
    #expect(LoggedPolicy.explains([1, 1], policy: "greedy") && LoggedPolicy.explains([1], policy: "fixed"))
    #expect(LoggedPolicy.explains([0.3, 0.4], policy: "another's"), "of what is not known nothing is said")
  }

  @Test("One propensity that was changed is not explained, nor is 1 where the policy explores") func changed() throws {
    let policy = try EpsilonGreedy(epsilon: 0.1)
    for page in 0..<100 {
      let name = "page-\(page)/artists"
      let honest = policy.pick(6, scores: (0..<20).map(Float.init), seed: name).map(\.propensity)
      for place in honest.indices {
        for factor in [0.5, 0.9, 0.999_999, 1.5] {
          var other = honest
          other[place] *= factor
          #expect(!LoggedPolicy.explains(other, policy: policy.name), "\(other)")
        }
      }
      #expect(!LoggedPolicy.explains(honest.map { _ in 1 }, policy: policy.name))
    }
    #expect(!LoggedPolicy.explains([1, 0.5], policy: "greedy"))
  }

  @Test("A shelf whose seed left nothing to chance cannot have explored") func coin() throws {
    let policy = try EpsilonGreedy(epsilon: 0.1)
    let explored = [Double](repeating: 0.1 / 20, count: 6)
    let pages = (0..<200).map { "page-\($0)/artists" }
    #expect(Set(pages.map { LoggedPolicy.isGreedy(policy: policy.name, seed: $0) }) == [true, false])
    for page in pages {
      let isGreedy = LoggedPolicy.isGreedy(policy: policy.name, seed: page) == true
      #expect(LoggedPolicy.explains(explored, policy: policy.name, seed: page) != isGreedy)
    }
  }
}
