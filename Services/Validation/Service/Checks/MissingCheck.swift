import Statistics

/// Demands values where one is never missing, and about as many as before where one may be.
struct MissingCheck: DatasetCheck {
  /// How much the share of rows without a value may change.
  let shareChangeMax: Double

  func violations(in subject: CheckSubject) -> [Violation] {
    subject.now.columns.compactMap { column in
      guard let schema = subject.schema[column.feature] else { return nil }
      let share = column.summary.missingShare
      if schema.missingRule == nil { return share > 0 ? neverMissing(column) : nil }
      guard let before = subject.before?[column.feature]?.summary.missingShare else { return nil }
      let change = abs(share - before)
      return change > shareChangeMax ? changed(column, from: before, by: change) : nil
    }
  }

  private func neverMissing(_ column: ColumnStatistics) -> Violation {
    Violation(
      rule: .missing, feature: column.feature,
      message: """
        \(column.feature) is never missing and is missing in \(column.summary.missing) of \(column.summary.rows) rows: \
        find what wrote those vectors
        """,
      measured: column.summary.missingShare, limit: 0)
  }

  private func changed(_ column: ColumnStatistics, from before: Double, by change: Double) -> Violation {
    let (then, now) = (Percent.text(before), Percent.text(column.summary.missingShare))
    return Violation(
      rule: .missing, feature: column.feature,
      message: """
        \(column.feature) is missing in \(now) of rows and was in \(then) of the last good dataset, a change above \
        \(Percent.text(shareChangeMax)): see whether its source still sends it; if the change is meant, accept the dataset
        """,
      measured: change, limit: shareChangeMax)
  }
}
