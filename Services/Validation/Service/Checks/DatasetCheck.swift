/// One rule that a dataset must keep before a model is fitted on it.
protocol DatasetCheck: Sendable {
  /// Where the dataset breaks the rule; empty when it keeps it.
  func violations(in subject: CheckSubject) -> [Violation]
}

/// What the checks look at.
struct CheckSubject: Sendable {
  /// The dataset's statistics over the bins of the last good one, where there is one.
  var now: DatasetStatistics
  /// The statistics of the last good dataset of that name; nil for the first.
  var before: DatasetStatistics?
  /// What every feature must be.
  var schema: DatasetSchema
}
