import Datasets
import Statistics

/// Demands that a feature takes more than one value where it always does: a column of zeros is no feature.
///
/// Values that are there count. That all are missing is no fault by itself: artists, say, have no release.
struct ConstantCheck: DatasetCheck {
  /// Of fewer slates, or of fewer listeners, a feature may be the same by chance.
  static let slatesMin = 200
  /// Of fewer values neither.
  static let valuesMin: UInt64 = 50
  /// See ``slatesMin``.
  static let listenersMin = 20

  func violations(in subject: CheckSubject) -> [Violation] {
    guard subject.now.shape?.slates ?? 0 >= Self.slatesMin, subject.dataset.listenerCount >= Self.listenersMin else {
      return []
    }
    return subject.now.columns.compactMap { column in
      let summary = column.summary
      guard subject.schema[column.feature]?.alwaysVaries == true, summary.finite >= Self.valuesMin,
        summary.minimum == summary.maximum
      else { return nil }
      return Violation(
        rule: .constant, feature: column.feature,
        message: """
          \(column.feature) is \(summary.minimum) in all of \(summary.finite) rows that have it, and never is the same for all \
          listeners and items: find what wrote those vectors
          """,
        measured: summary.minimum, limit: 0)
    }
  }
}

/// Demands that a feature that had several values in the other dataset still has.
struct LostFeatureCheck: ComparisonCheck {
  /// How many rows another value would have been expected in, at least: by chance 30 never are none.
  static let rowsExpectedMin = 30.0

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    let rows = Double(subject.now.rows)
    return subject.now.columns.compactMap { column in
      guard column.isConstant, let before = comparison.before[column.feature], !before.isConstant else { return nil }
      let commonest = before.histogram.shares.max() ?? 1
      guard (1 - commonest) * rows >= Self.rowsExpectedMin else { return nil }
      return Violation(
        rule: .constant, feature: column.feature,
        message: """
          \(column.feature) has one value in all of \(subject.now.rows) rows and had several in \(comparison.text): see whether its \
          source still sends it; if the change is meant, accept the dataset
          """,
        measured: 1, limit: commonest)
    }
  }
}

extension ColumnStatistics {
  /// Whether every row has the same value, or none has one.
  var isConstant: Bool {
    summary.finite == 0 || (summary.missing == 0 && summary.minimum == summary.maximum)
  }
}
