/// Always the best score first. Every propensity is 1, so nothing can be learned about what was not shown.
public struct Greedy: Policy {
  /// "greedy".
  public var name: String { "greedy" }

  /// The only such policy.
  public init() {}

  /// The best `count` candidates, best first, ties by index; the seed decides nothing.
  public func pick(_ count: Int, scores: [Float], seed: String) -> [Pick] {
    GreedyOrder.of(scores).prefix(max(0, count)).map { Pick(candidate: $0, propensity: 1) }
  }

  /// 1 for the candidate whose place it is, 0 for all others.
  public func propensity(of candidate: Int, at position: Int, scores: [Float]) -> Double {
    GreedyOrder.of(scores)[position] == candidate ? 1 : 0
  }
}
