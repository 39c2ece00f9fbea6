import Statistics

/// Demands values within each feature's stated bounds.
struct RangeCheck: DatasetCheck {
  func violations(in subject: CheckSubject) -> [Violation] {
    subject.now.columns.compactMap { column in
      guard let bounds = subject.schema[column.feature]?.bounds, column.summary.finite > 0 else { return nil }
      if column.summary.minimum < bounds.lowerBound {
        return violation(of: column.feature, got: column.summary.minimum, "below", bounds.lowerBound)
      }
      if column.summary.maximum > bounds.upperBound {
        return violation(of: column.feature, got: column.summary.maximum, "above", bounds.upperBound)
      }
      return nil
    }
  }

  private func violation(of feature: String, got: Double, _ side: String, _ bound: Double) -> Violation {
    Violation(
      rule: .range, feature: feature,
      message: """
        \(feature) has a value of \(got), \(side) its bound of \(bound), which the feature core never computes: find what \
        wrote that vector
        """,
      measured: got, limit: bound)
  }
}
