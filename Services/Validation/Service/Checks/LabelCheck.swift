/// Demands rows with and without a click: of one kind alone nothing can be learned.
struct LabelCheck: DatasetCheck {
  func violations(in subject: CheckSubject) -> [Violation] {
    let (rows, clicked) = (subject.now.rows, subject.now.clicked)
    guard rows > 0, clicked == 0 || clicked == rows else { return [] }
    return [
      Violation(
        rule: .label,
        message: """
          \(clicked == 0 ? "none" : "every one") of the \(rows) cards was clicked: see whether click events carry the \
          page and the shelf they were made on
          """,
        measured: Double(clicked) / Double(rows), limit: clicked == 0 ? 0 : 1)
    ]
  }
}
