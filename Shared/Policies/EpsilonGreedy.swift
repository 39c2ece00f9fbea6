/// The greedy order on most pages, and a uniformly random order of all candidates on a share `epsilon` of them.
///
/// One coin is tossed for the whole shelf, so that an explored shelf is a fair random order. The chance that candidate i
/// stands at position p of a shelf with n candidates is therefore `(1 - epsilon) * [i is the greedy choice at p] +
/// epsilon / n`: known exactly, whichever way the coin fell.
public struct EpsilonGreedy: Policy {
  /// The share of pages on which the order is drawn at random, 0 to 1.
  public let epsilon: Double

  /// A policy that explores on a share `epsilon` of pages.
  ///
  /// - Throws: ``PolicyError/epsilonOutOfRange(got:)`` unless it is from 0 to 1.
  public init(epsilon: Double) throws(PolicyError) {
    guard epsilon >= 0, epsilon <= 1 else { throw .epsilonOutOfRange(got: epsilon) }
    self.epsilon = epsilon
  }

  /// Such as "epsilonGreedy(0.1)".
  public var name: String { "epsilonGreedy(\(epsilon))" }

  /// The greedy order or, with chance `epsilon`, a random one, each pick with its honest propensity.
  public func pick(_ count: Int, scores: [Float], seed: String) -> [Pick] {
    let greedy = GreedyOrder.of(scores)
    var shown = greedy
    var generator = SeededGenerator(seed: seed)
    if generator.unit() < epsilon {
      shown = Array(scores.indices)
      generator.shuffle(&shown)
    }
    return zip(shown, greedy).prefix(max(0, count)).map { candidate, greedyChoice in
      let propensity = propensity(isGreedyChoice: candidate == greedyChoice, candidateCount: scores.count)
      return Pick(candidate: candidate, propensity: propensity)
    }
  }

  /// `(1 - epsilon) * [it is the greedy choice there] + epsilon / (number of candidates)`.
  public func propensity(of candidate: Int, at position: Int, scores: [Float]) -> Double {
    let isGreedyChoice = GreedyOrder.of(scores)[position] == candidate
    return propensity(isGreedyChoice: isGreedyChoice, candidateCount: scores.count)
  }

  func propensity(isGreedyChoice: Bool, candidateCount: Int) -> Double {
    let explored = epsilon / Double(candidateCount)
    return isGreedyChoice ? min(1, 1 - epsilon + explored) : explored
  }
}
