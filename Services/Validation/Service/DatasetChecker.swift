import Datasets

/// Checks a dataset by every rule there is.
struct DatasetChecker: Sendable {
  /// What every feature must be.
  let schema: DatasetSchema
  /// What is allowed.
  let limits: CheckLimits

  /// What a check found.
  struct Report: Sendable {
    /// The dataset over its own quantile bins: what the next one may be compared with.
    var statistics: DatasetStatistics
    /// Every rule broken, in the order of the checks.
    var violations: [Violation]
    /// Every feature's distance from the last good dataset, largest first.
    var distances: [DriftCheck.Distance]
  }

  /// Statistics, then schema, size, labels, missing values, ranges and drift.
  ///
  /// - Parameter before: The statistics of the last good dataset of that name; nil for the first.
  func check(_ dataset: RankingDataset, against before: DatasetStatistics?) -> Report {
    let subject = CheckSubject(
      now: DatasetStatistics(of: dataset, overBinsOf: before), before: before, schema: schema)
    let drift = DriftCheck(limits: limits)
    let checks: [any DatasetCheck] = [
      SchemaCheck(), RowsCheck(rowsMin: limits.rowsMin), LabelCheck(),
      MissingCheck(shareChangeMax: limits.missingShareChangeMax), RangeCheck(), drift,
    ]
    return Report(
      statistics: before == nil ? subject.now : DatasetStatistics(of: dataset),
      violations: checks.flatMap { $0.violations(in: subject) },
      distances: drift.distances(in: subject))
  }
}
