/// How factors are fitted.
///
/// The defaults were tuned on the validation parts of the Last.fm HetRec counts, seeds 1 to 3, where they reached a recall
/// of .211 and an NDCG of .196 (on the test parts .219 and .215). More factors gained nothing there, 64 lost .001 to .004;
/// weights that grow with plays lost .005; a regularization above .009 falls off a cliff, and one below loses slowly.
public struct FactorizationSettings: Hashable, Sendable {
  /// How many factors a listener and an item have, 1 to ``factorCountMax``.
  public var factorCount = 128
  /// How many times all listeners and then all items are solved, 1 to 1,000.
  public var sweepCount = 12
  /// The weight of "not heard" for each pair, as a share of the weight of one heard; above 0, at most 1.
  public var unobservedWeight = 0.1
  /// Strength of the pull towards zero; above 0.
  public var regularization = 0.0075
  /// How the pull grows with how often a listener or item occurs: 0 not at all, 1 in proportion; 0 to 2.
  public var frequencyExponent = 1.0
  /// How much more a pair weighs for many plays: its weight is `1 + playWeight * log1p(plays)`; 0 to 100.
  public var playWeight = 0.0
  /// Decides the first factors.
  public var seed: UInt64 = 1

  /// The most factors a model may have.
  public static let factorCountMax = 1_024

  /// The tuned settings.
  public init() {}

  /// - Throws: ``ModelError/settingOutOfRange(name:got:allowed:)`` for the first setting out of its range.
  func check() throws(ModelError) {
    try Self.check("factorCount", Double(factorCount), 1...Double(Self.factorCountMax))
    try Self.check("sweepCount", Double(sweepCount), 1...1_000)
    try Self.check("unobservedWeight", unobservedWeight, 1e-9...1)
    try Self.check("regularization", regularization, 1e-9...1e9)
    try Self.check("frequencyExponent", frequencyExponent, 0...2)
    try Self.check("playWeight", playWeight, 0...100)
  }

  private static func check(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws(ModelError) {
    guard range.contains(value) else {
      let allowed = "from \(range.lowerBound) to \(range.upperBound)"
      throw .settingOutOfRange(name: name, got: value, allowed: allowed)
    }
  }
}
