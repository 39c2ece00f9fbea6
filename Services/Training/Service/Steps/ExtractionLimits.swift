public import Datasets
import Features
import Storage

/// How much of the log a run holds at once.
///
/// Memory: a profile is some 5 kB, at most 35; a click 200 B; a row of a dataset ``bytesPerRow``, twice while the dataset is
/// finished. The log itself is read hour by hour.
public struct ExtractionLimits: Hashable, Sendable {
  /// The most listeners whose profiles are held, the first to come.
  public var listenersMax = 200_000
  /// The most clicks.
  public var clicksMax = 5_000_000
  /// The most rows of one shelf's dataset, at most ``rowsLimit``.
  public var rowsMax = 1_900_000
  /// How many days of pages before the run's moment are learned from.
  public var pageDays = 90

  /// How long after its page a click still labels it. Pages whose window has not ended at the run's moment are left out whole: to
  /// keep their clicks and drop the rest would teach that everything is clicked.
  public var attributionWindow = AttributionWindow()

  /// The bytes of a row of a dataset of the standard features.
  static var bytesPerRow: Int { RankingDataset.bytesPerRow(features: FeatureSet.standard.definitions.count) }

  /// The most rows that any run may hold: their dataset still is no larger than an object may be.
  static var rowsLimit: Int {
    RankingDataset.rowsFitting(
      bytes: StorageLimits.objectBytesMax, features: FeatureSet.standard.definitions.count)
  }

  /// The defaults.
  public init() {}
}
