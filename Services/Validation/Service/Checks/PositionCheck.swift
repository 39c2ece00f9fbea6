import Datasets

/// Demands cards in the order shown, from place 0 on, and no more clicks further down.
///
/// Who looks at a shelf looks at its beginning, and a policy puts there what it takes for best: in no honest log are cards clicked
/// the more the further down they stand.
struct PositionCheck: DatasetCheck {
  /// The chance that the clicked one of two cards stands further down, above which it is out of the question.
  static let areaMax = 0.52
  /// How many standard errors it must lie above. Honest logs are below one half, .40 to .49 over four shelves of six made worlds, so
  /// that it is further from those.
  static let deviations = 3.0

  func violations(in subject: CheckSubject) -> [Violation] {
    let dataset = subject.dataset
    let slates = dataset.slates
    let wrong = slates.count { slate in !zip(dataset.positions[slate], 0...).allSatisfy { Int($0) == $1 } }
    if wrong > 0 {
      return [
        Violation(
          rule: .position,
          message: """
            the places of \(wrong) of \(slates.count) slates are not 0, 1, 2 and so on in their order: find what wrote them
            """,
          measured: Double(wrong), limit: 0)
      ]
    }
    guard let area = subject.now.shape?.signal(of: DatasetShape.positionName),
      area.value - Self.deviations * area.standardError > Self.areaMax
    else { return [] }
    return [
      Violation(
        rule: .position,
        message: """
          cards are clicked the more the further down they stand: of a clicked card and one that was not, the clicked one is \
          further down in \(Percent.text(area.value)); see whether pages are logged in the order shown
          """,
        measured: area.value, limit: Self.areaMax)
    ]
  }
}
