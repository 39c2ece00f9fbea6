public import Datasets

/// How much of the log a run holds at once.
///
/// Memory: a profile is some 5 kB, at most 35; a click 200 B; a row of a dataset `4 * features + 40` B, twice while the
/// dataset is finished. The log itself is read hour by hour.
public struct ExtractionLimits: Hashable, Sendable {
  /// The most listeners whose profiles are held, the first to come.
  public var listenersMax = 200_000
  /// The most clicks.
  public var clicksMax = 5_000_000
  /// The most rows of one shelf's dataset.
  public var rowsMax = 2_000_000
  /// How many days of pages before the run's moment are learned from.
  public var pageDays = 90

  /// How long after its page a click still labels it. Pages whose window has not ended at the run's moment are left out whole: to
  /// keep their clicks and drop the rest would teach that everything is clicked.
  public var attributionWindow = AttributionWindow()

  /// The defaults.
  public init() {}
}
