/// Demands rows with and without a click, of one kind alone nothing can be learned; and no more clicks than a Home page ever gets.
struct LabelCheck: DatasetCheck {
  /// The largest share of cards that may be clicked.
  let rateMax: Double

  func violations(in subject: CheckSubject) -> [Violation] {
    let (rows, clicked) = (subject.now.rows, subject.now.clicked)
    guard rows > 0 else { return [] }
    guard clicked > 0, clicked < rows else {
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
    guard let rate = subject.now.shape?.clickRate, rate.interval.lowerBound > rateMax else { return [] }
    return [
      Violation(
        rule: .label,
        message: """
          \(Percent.text(rate.value)) of the \(rows) cards were clicked, and no more than \(Percent.text(rateMax)) can be: see what \
          sends clicks, or raise labels.rateLimit
          """,
        measured: rate.value, limit: rateMax)
    ]
  }
}
