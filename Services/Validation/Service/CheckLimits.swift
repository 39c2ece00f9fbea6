/// How much a dataset may differ from the last good one, and how small it may be.
public struct CheckLimits: Hashable, Sendable {
  /// The greatest Chebyshev distance of a feature's distribution from the last good dataset's, 0 to 1.
  ///
  /// A fifth: a distribution is cut into tenths of the reference, so that a fifth means that one of these tripled or that
  /// a fifth of all rows went missing; and chance alone moves a bin of 200 independent rows that far less than once in ten
  /// thousand times, whatever its share.
  public var driftMax = 0.2
  /// The greatest distance from the baseline, 0 to 1: twice as much, for listeners and catalogs do change over months, and what
  /// moved further than that somebody has to have seen.
  public var baselineDriftMax = 0.4
  /// Other limits of drift for single features, by name. 1 never complains.
  public var driftMaxByFeature: [String: Double] = [:]
  /// How much the share of rows without a value may grow or shrink, 0 to 1.
  public var missingShareChangeMax = 0.1
  /// How old the newest slate may be at the run's moment, in days.
  public var ageDaysMax = 30
  /// The largest share of cards that may be clicked, 0 to 1.
  public var labelRateMax = 0.4
  /// How much the share of clicked cards may change, as a part of itself, whatever the sampling error.
  public var labelChangeMax = 0.25
  /// How much what a feature says of the clicks may change, as an area under the curve, whatever the sampling error.
  public var signalChangeMax = 0.05
  /// How well one feature may tell clicked cards from others of the same slate, as an area under the curve.
  public var leakAreaMax = 0.9
  /// How much the click rate of a group of listeners may change, as a part of itself, whatever the sampling error.
  public var sliceRateChangeMax = 0.5
  /// How much the share of one size of propensities may change, 0 to 1.
  public var propensityChangeMax = 0.2
  /// The fewest rows that are worth checking and fitting.
  public var rowsMin = 100

  /// The defaults.
  public init() {}

  /// The limit of drift of a feature from a reference.
  func driftMax(of feature: String, from kind: Reference.Kind) -> Double {
    let own = driftMaxByFeature[feature]
    return kind == .baseline ? max(own ?? 0, baselineDriftMax) : own ?? driftMax
  }
}
