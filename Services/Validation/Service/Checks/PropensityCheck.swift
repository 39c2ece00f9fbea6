/// Demands propensities of a policy that explores, where it does.
struct PropensityCheck: DatasetCheck {
  /// The share of cards that may have been shown for certain.
  static let certainMax = 0.99

  func violations(in subject: CheckSubject) -> [Violation] {
    guard let exploration = subject.context.exploration, exploration > 0, let shape = subject.now.shape else {
      return []
    }
    let certain = Double(shape.propensities[0]) / Double(max(1, subject.now.rows))
    guard certain > Self.certainMax else { return [] }
    return [
      Violation(
        rule: .propensity,
        message: """
          \(Percent.text(certain)) of the cards have a propensity of 1, and the shelf's policy explores on \
          \(Percent.text(exploration)) of pages: see whether pages are logged with the chance that the policy gave
          """,
        measured: certain, limit: Self.certainMax)
    ]
  }
}
