public import Features

/// What validation knows: the last good dataset of each name, statistics, alerts.
public protocol ValidationStore: Sendable {
  /// Makes a dataset the last good one of its name.
  func acceptDataset(named name: String, key: String, at moment: Moment) async throws

  /// The key of the last good dataset of a name; nil before the first.
  func lastGoodDataset(named name: String) async throws -> String?

  /// Keeps the statistics of a dataset, in place of those it may have had: at most
  /// ``StorageLimits/statisticsBytesMax``.
  func saveStatistics(_ bytes: [UInt8], of key: String) async throws

  /// The statistics of a dataset; nil when none were kept.
  func statistics(of key: String) async throws -> [UInt8]?

  /// Adds alerts, all or none, and returns their numbers, which count up. Only the newest
  /// ``StorageLimits/alertsKeptMax`` are kept.
  func append(_ alerts: [AlertRecord]) async throws -> [UInt64]

  /// The newest alerts, newest first: at most `alertsMax`, from 1 to ``StorageLimits/recordsListedMax``.
  func alerts(alertsMax: Int) async throws -> [AlertRecord]
}

/// A rule that a dataset broke.
public struct AlertRecord: Hashable, Sendable {
  /// Its number, from 1. Given by the store; ignored when appending.
  public var alert: UInt64
  /// When it was found.
  public var moment: Moment
  /// The dataset's name.
  public var name: String
  /// The dataset's key in the object store.
  public var key: String
  /// The rule, such as "drift".
  public var rule: String
  /// The feature; empty for a rule about the whole dataset.
  public var feature: String
  /// What was wrong and what to do next, for people; cut at ``StorageLimits/messageBytesMax``.
  public var message: String
  /// What was measured; finite.
  public var measured: Double
  /// What was allowed; finite.
  public var limit: Double
  /// The distribution before, for drift.
  public var before: [DistributionBin]
  /// The distribution now, over the same bins.
  public var now: [DistributionBin]

  /// An alert.
  public init(
    alert: UInt64 = 0, moment: Moment, name: String, key: String, rule: String, feature: String, message: String,
    measured: Double, limit: Double, before: [DistributionBin] = [], now: [DistributionBin] = []
  ) {
    self.alert = alert
    self.moment = moment
    self.name = name
    self.key = key
    self.rule = rule
    self.feature = feature
    self.message = message
    self.measured = measured
    self.limit = limit
    self.before = before
    self.now = now
  }
}

/// One bin of a distribution and its share of the rows.
public struct DistributionBin: Hashable, Sendable, Codable {
  /// The bin's range, for people; "missing" for rows without a value.
  public var label: String
  /// Its share, 0 to 1.
  public var share: Double

  /// A bin.
  public init(label: String, share: Double) {
    self.label = label
    self.share = share
  }
}
