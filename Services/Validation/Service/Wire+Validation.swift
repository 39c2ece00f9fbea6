import Features
import Messages
import Statistics
import Storage

extension Wire.CheckDatasetResponse {
  /// A report for the wire.
  init(_ report: DatasetChecker.Report, references: [Reference]) {
    func key(_ kind: Reference.Kind) -> String { references.first { $0.kind == kind }?.key ?? "" }
    self.init(
      passed: report.violations.isEmpty, rows: UInt64(report.statistics.rows),
      violations: report.violations.map { Wire.Violation($0) }, comparedWith: key(.lastGood),
      distances: report.distances.map {
        Wire.FeatureDistance(feature: $0.feature, distance: $0.distance, limit: $0.limit)
      }, liveReference: key(.live), baseline: key(.baseline))
  }
}

extension Wire.Violation {
  /// A violation for the wire.
  init(_ violation: Violation) {
    let compared = violation.distributions
    self.init(
      rule: violation.rule.rawValue, feature: violation.feature, message: violation.message,
      measured: violation.measured, limit: violation.limit,
      before: compared.map { Wire.Distribution(labels: $0.labels, shares: $0.before) },
      now: compared.map { Wire.Distribution(labels: $0.labels, shares: $0.now) })
  }
}

extension Wire.Distribution {
  /// Labels and shares, side by side.
  init(labels: [String], shares: [Double]) {
    self.init(bins: zip(labels, shares).map { Wire.Bin(label: $0, share: $1) })
  }

  /// A kept distribution; nil when it has no bins.
  init?(_ bins: [DistributionBin]) {
    if bins.isEmpty { return nil }
    self.init(bins: bins.map { Wire.Bin(label: $0.label, share: $0.share) })
  }
}

extension Wire.GetStatisticsResponse {
  /// Statistics for the wire.
  init(_ statistics: DatasetStatistics, key: String) {
    self.init(
      key: key, rows: UInt64(statistics.rows),
      features: statistics.columns.map { column in
        Wire.FeatureStatistics(
          feature: column.feature, rows: column.summary.rows, missing: column.summary.missing,
          minimum: column.summary.minimum, mean: column.summary.mean, maximum: column.summary.maximum,
          standardDeviation: column.summary.standardDeviation,
          distribution: Wire.Distribution(labels: column.histogram.labels, shares: column.histogram.shares))
      })
  }
}

extension Wire.Alert {
  /// A kept alert for the wire.
  init(_ alert: AlertRecord) {
    self.init(
      alert: alert.alert, momentMilliseconds: alert.moment.milliseconds, name: alert.name, key: alert.key,
      violation: Wire.Violation(
        rule: alert.rule, feature: alert.feature, message: alert.message, measured: alert.measured,
        limit: alert.limit, before: Wire.Distribution(alert.before), now: Wire.Distribution(alert.now)))
  }
}
