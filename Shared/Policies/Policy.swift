/// How a shelf picks what it shows, and with what chance.
///
/// A policy has no state and reads no clock: the same scores and seed give the same picks.
public protocol Policy: Sendable {
  /// The policy with its parameters, as it is logged, such as "epsilonGreedy(0.1)".
  var name: String { get }

  /// Picks the items for the first `count` positions of a shelf.
  ///
  /// - Parameters:
  ///   - count: How many positions; fewer are filled when there are fewer candidates. Not negative.
  ///   - scores: One score a candidate, higher is better. One that is not finite counts as the worst.
  ///   - seed: Decides every random choice; name the page and the shelf in it.
  /// - Returns: The picks, first position first; no candidate twice.
  func pick(_ count: Int, scores: [Float], seed: String) -> [Pick]

  /// The chance, over every seed, that a candidate stands at a position.
  ///
  /// - Parameters:
  ///   - candidate: The candidate's index in `scores`.
  ///   - position: The position on the shelf, from 0; both are below the number of scores.
  /// - Returns: 0 to 1. Over all candidates they add up to 1 at each position.
  func propensity(of candidate: Int, at position: Int, scores: [Float]) -> Double
}

/// One choice of a policy.
public struct Pick: Hashable, Sendable {
  /// The candidate's index in the list of scores.
  public var candidate: Int
  /// The chance, over the policy's randomness, that this candidate stood at this position. In (0, 1].
  public var propensity: Double

  /// A choice and its chance.
  public init(candidate: Int, propensity: Double) {
    self.candidate = candidate
    self.propensity = propensity
  }
}
