/// What a policy's logged name says of the propensities beside it.
///
/// A log keeps the cards that were shown and not all that could have been, so that a propensity cannot be computed anew; but
/// what it may be follows from the policy, from the shelf's other propensities and, where the page's name was the seed, from the
/// coin that the policy tossed.
public enum LoggedPolicy {
  /// The most candidates that a shelf is taken to have had.
  public static let candidatesMax = 1_000_000

  /// Whether a shelf's propensities are those of the policy it names, for some number of candidates; true for a policy that is not
  /// known here.
  ///
  /// - Parameters:
  ///   - propensities: Of the cards shown, in their order.
  ///   - seed: What decided the policy's choices; nil when it is not known.
  public static func explains(_ propensities: [Double], policy: String, seed: String? = nil) -> Bool {
    if policy == Greedy().name || policy == "fixed" { return propensities.allSatisfy { $0 == 1 } }
    guard let epsilonGreedy = EpsilonGreedy(name: policy) else { return true }
    return epsilonGreedy.explains(propensities, seed: seed)
  }

  /// Whether the seed had the policy show its greedy order; nil for a policy that is not known here.
  public static func isGreedy(policy: String, seed: String) -> Bool? {
    if policy == Greedy().name { return true }
    return EpsilonGreedy(name: policy).map { !$0.explores(seed: seed) }
  }
}

extension EpsilonGreedy {
  /// The policy of a name such as "epsilonGreedy(0.1)"; nil for any other.
  init?(name: String) {
    guard name.hasPrefix("epsilonGreedy("), name.hasSuffix(")"),
      let epsilon = Double(name.dropFirst("epsilonGreedy(".count).dropLast()),
      let policy = try? EpsilonGreedy(epsilon: epsilon), policy.name == name
    else { return nil }
    self = policy
  }

  /// Whether the coin of that seed has the order drawn at random.
  func explores(seed: String) -> Bool {
    var generator = SeededGenerator(seed: seed)
    return generator.unit() < epsilon
  }

  func explains(_ propensities: [Double], seed: String?) -> Bool {
    guard let first = propensities.first else { return true }
    let mayExplore = seed.map { explores(seed: $0) } ?? (epsilon > 0)
    for count in candidateCounts(of: first) where count >= propensities.count {
      let greedy = propensity(isGreedyChoice: true, candidateCount: count)
      let explored = propensity(isGreedyChoice: false, candidateCount: count)
      if propensities.allSatisfy({ $0 == greedy || (mayExplore && $0 == explored) }) { return true }
    }
    return false
  }

  /// How many candidates there may have been: those that give this propensity to the greedy choice, or to any other.
  private func candidateCounts(of propensity: Double) -> [Int] {
    if epsilon == 0 { return propensity == 1 ? [LoggedPolicy.candidatesMax] : [] }
    return [epsilon / propensity, epsilon / (propensity - (1 - epsilon))].flatMap { estimate -> [Int] in
      guard estimate.isFinite, estimate >= 0.5, estimate <= Double(LoggedPolicy.candidatesMax) else { return [] }
      let count = Int(estimate.rounded())
      return [count - 1, count, count + 1].filter { $0 >= 1 }
    }
  }
}
