import Statistics

/// Demands values where one is never missing.
struct NeverMissingCheck: DatasetCheck {
  func violations(in subject: CheckSubject) -> [Violation] {
    subject.now.columns.compactMap { column in
      guard let schema = subject.schema[column.feature], schema.missingRule == nil else { return nil }
      return column.summary.missing > 0 ? violation(of: column) : nil
    }
  }

  private func violation(of column: ColumnStatistics) -> Violation {
    Violation(
      rule: .missing, feature: column.feature,
      message: """
        \(column.feature) is never missing and is missing in \(column.summary.missing) of \(column.summary.rows) rows: \
        find what wrote those vectors
        """,
      measured: column.summary.missingShare, limit: 0)
  }
}
