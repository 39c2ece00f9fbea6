import Datasets

/// One rule that a dataset must keep before a model is fitted on it, whatever others looked like.
protocol DatasetCheck: Sendable {
  /// Where the dataset breaks the rule; empty when it keeps it.
  func violations(in subject: CheckSubject) -> [Violation]
}

/// One rule by which a dataset must be like another.
protocol ComparisonCheck: Sendable {
  /// Where the dataset differs more than it may; empty when it does not.
  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation]
}

/// What the checks look at.
struct CheckSubject: Sendable {
  /// The dataset itself.
  var dataset: RankingDataset
  /// Its statistics over bins of its own.
  var now: DatasetStatistics
  /// What every feature must be.
  var schema: DatasetSchema
  /// What is known of it besides.
  var context = CheckContext()
}

/// A dataset beside one that it is compared with.
struct Comparison: Sendable {
  /// The other.
  var reference: Reference
  /// The dataset's statistics over the other's bins.
  var now: DatasetStatistics

  /// The other's statistics.
  var before: DatasetStatistics { reference.statistics }
  /// What messages call the other.
  var text: String { reference.kind.text }
}
