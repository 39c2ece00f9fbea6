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
    /// Every rule broken, in the order of the checks; each rule once a feature.
    var violations: [Violation]
    /// Every feature's distance from the first reference, largest first.
    var distances: [DriftCheck.Distance]
  }

  /// Statistics, then what the dataset is by itself, then what it is beside each reference.
  func check(
    _ dataset: RankingDataset, against references: [Reference], context: CheckContext = CheckContext()
  ) -> Report {
    let subject = CheckSubject(
      dataset: dataset, now: DatasetStatistics(of: dataset), schema: schema, context: context)
    var violations = checks.flatMap { $0.violations(in: subject) }
    var distances: [DriftCheck.Distance] = []
    for (index, reference) in references.enumerated() {
      let comparison = Comparison(
        reference: reference, now: DatasetStatistics(of: dataset, overBinsOf: reference.statistics))
      if index == 0 { distances = DriftCheck(limits: limits).distances(in: comparison) }
      violations += comparisons.flatMap { $0.violations(in: subject, against: comparison) }
    }
    return Report(statistics: subject.now, violations: Self.eachOnce(violations), distances: distances)
  }

  private var checks: [any DatasetCheck] {
    [
      SchemaCheck(), RowsCheck(rowsMin: limits.rowsMin), MomentCheck(ageDaysMax: limits.ageDaysMax), DuplicateCheck(),
      PropensityCheck(), ConstantCheck(), RelationCheck(), RecomputedCheck(), ItemCheck(), PopularityCheck(),
      LeakCheck(areaMax: limits.leakAreaMax), LabelCheck(rateMax: limits.labelRateMax), PositionCheck(),
      NeverMissingCheck(), RangeCheck(),
    ]
  }

  private var comparisons: [any ComparisonCheck] {
    [
      HoursCheck(), VolumeCheck(), LostFeatureCheck(),
      MissingCheck(shareChangeMax: limits.missingShareChangeMax), DriftCheck(limits: limits),
      PropensityDriftCheck(distanceMax: limits.propensityChangeMax),
      LabelRateCheck(changeMax: limits.labelChangeMax), SignalCheck(changeMax: limits.signalChangeMax),
      SliceCheck(rateChangeMax: limits.sliceRateChangeMax),
    ]
  }

  /// What several references show is told of the first.
  private static func eachOnce(_ violations: [Violation]) -> [Violation] {
    var told: Set<[String]> = []
    return violations.filter { told.insert([$0.rule.rawValue, $0.feature]).inserted }
  }
}
