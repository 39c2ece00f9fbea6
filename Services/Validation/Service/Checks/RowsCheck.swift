/// Demands enough rows to learn anything from.
struct RowsCheck: DatasetCheck {
  /// The fewest rows.
  let rowsMin: Int

  func violations(in subject: CheckSubject) -> [Violation] {
    guard subject.now.rows < rowsMin else { return [] }
    return [
      Violation(
        rule: .rows,
        message: """
          the dataset has \(subject.now.rows) rows and needs \(rowsMin): wait for more pages to be served, or see why \
          pages were left out
          """,
        measured: Double(subject.now.rows), limit: Double(rowsMin))
    ]
  }
}
