import Statistics

/// Demands about as many values as in the other dataset, where one may be missing.
struct MissingCheck: ComparisonCheck {
  /// How much the share of rows without a value may change.
  let shareChangeMax: Double

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard comparison.reference.kind != .baseline else { return [] }
    return comparison.now.columns.compactMap { column in
      guard subject.schema[column.feature]?.missingRule != nil,
        let before = comparison.before[column.feature]?.summary.missingShare
      else { return nil }
      let share = column.summary.missingShare
      let change = abs(share - before)
      guard change > shareChangeMax else { return nil }
      return Violation(
        rule: .missing, feature: column.feature,
        message: """
          \(column.feature) is missing in \(Percent.text(share)) of rows and was in \(Percent.text(before)) of \
          \(comparison.text), a change above \(Percent.text(shareChangeMax)): see whether its source still sends it; if the \
          change is meant, accept the dataset
          """,
        measured: change, limit: shareChangeMax)
    }
  }
}
