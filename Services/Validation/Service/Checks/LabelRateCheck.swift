/// Demands about the same share of clicked cards as in the other dataset.
struct LabelRateCheck: ComparisonCheck {
  /// How much the share may change, as a part of itself, whatever the sampling error.
  let changeMax: Double

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard let now = subject.now.shape?.clickRate, let before = comparison.before.shape?.clickRate else { return [] }
    let limit = max(now.noise(beside: before), changeMax * before.value)
    let change = abs(now.value - before.value)
    guard change > limit else { return [] }
    return [
      Violation(
        rule: .label,
        message: """
          \(Percent.text(now.value)) of the cards were clicked and \(Percent.text(before.value)) were in \(comparison.text), a change \
          above \(Percent.text(limit)): see whether clicks are lost, sent twice, or not sent by people; if the change is meant, \
          accept the dataset
          """,
        measured: change, limit: limit)
    ]
  }
}
