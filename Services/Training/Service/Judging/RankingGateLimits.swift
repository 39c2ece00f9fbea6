/// What every ranking model must reach on held-out slates, whatever its shelf.
public struct RankingGateLimits: Hashable, Sendable {
  /// The fewest held-out slates with a click: of fewer, chance alone may pass any threshold.
  public var slatesMin = 50
  /// The fewest listeners with such a slate: intervals are taken over listeners, and of fewer they are too narrow.
  public var listenersMin = 30
  /// The least power: a gain of NDCG over popularity as large as this must show in 8 of 10 tries. Where only larger ones would,
  /// what is decided is mostly chance.
  public var detectableGainMax = 0.08
  /// The least gain of NDCG over the live version: a smaller one is not worth a change.
  public var gainOverLiveMin = 0.002
  /// How far the clicks promised for each that came may surely be from 1, as a share.
  public var calibrationErrorMax = 0.1
  /// What is plausible.
  public var leaks = LeakLimits()

  /// The defaults.
  public init() {}
}
