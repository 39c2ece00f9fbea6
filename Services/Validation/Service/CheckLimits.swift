/// How much a dataset may differ from the last good one, and how small it may be.
public struct CheckLimits: Hashable, Sendable {
  /// The greatest Chebyshev distance of a feature's distribution from the last good dataset's, 0 to 1.
  ///
  /// A fifth: a distribution is cut into tenths of the reference, so that a fifth means that one of these tripled or that
  /// a fifth of all rows went missing; and chance alone moves a bin of 200 independent rows that far less than once in ten
  /// thousand times, whatever its share.
  public var driftMax = 0.2
  /// Other limits of drift for single features, by name. 1 never complains.
  public var driftMaxByFeature: [String: Double] = [:]
  /// How much the share of rows without a value may grow or shrink, 0 to 1.
  public var missingShareChangeMax = 0.1
  /// The fewest rows that are worth checking and fitting.
  public var rowsMin = 100

  /// The defaults.
  public init() {}

  /// The limit of drift of a feature.
  func driftMax(of feature: String) -> Double { driftMaxByFeature[feature] ?? driftMax }
}
