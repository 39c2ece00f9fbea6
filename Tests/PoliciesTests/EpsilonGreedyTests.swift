import Policies
import Testing

@Suite("Epsilon-greedy")
struct EpsilonGreedyTests {
  @Test("Without exploration the best score comes first, ties by index, non-finite scores last")
  func greedyOrder() throws {
    let scores: [Float] = [0.1, .nan, 0.9, .infinity, 0.9, -3]
    let expected = [2, 4, 0, 5, 1, 3]
    #expect(Greedy().pick(6, scores: scores, seed: "").map(\.candidate) == expected)
    #expect(try EpsilonGreedy(epsilon: 0).pick(6, scores: scores, seed: "any").map(\.candidate) == expected)
  }

  @Test("The same seed gives the same picks, another seed sooner or later others")
  func reproducible() throws {
    let policy = try EpsilonGreedy(epsilon: 1)
    let scores = [Float](repeating: 1, count: 20)
    let first = policy.pick(20, scores: scores, seed: "page-1/shows")
    #expect(first == policy.pick(20, scores: scores, seed: "page-1/shows"))
    #expect(first != policy.pick(20, scores: scores, seed: "page-2/shows"))
    #expect(Set(first.map(\.candidate)) == Set(0..<20))
  }

  @Test("Fewer candidates than positions fill fewer positions, and none fill none")
  func shortLists() throws {
    let policy = try EpsilonGreedy(epsilon: 0.5)
    #expect(policy.pick(10, scores: [1, 2], seed: "p").count == 2)
    #expect(policy.pick(1, scores: [1, 2], seed: "p").count == 1)
    #expect(policy.pick(0, scores: [1, 2], seed: "p").isEmpty)
    #expect(policy.pick(10, scores: [], seed: "p").isEmpty)
    #expect(policy.pick(3, scores: [7], seed: "p") == [Pick(candidate: 0, propensity: 1)])
  }

  @Test("A share outside 0 to 1 is refused with the value", arguments: [-0.1, 1.1, .nan, .infinity])
  func refusesShares(epsilon: Double) {
    #expect(throws: PolicyError.self) { try EpsilonGreedy(epsilon: epsilon) }
  }
}
