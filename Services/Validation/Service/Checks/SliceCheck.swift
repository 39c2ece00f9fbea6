/// Demands groups of listeners that are as large as in the other dataset and click about as much.
struct SliceCheck: ComparisonCheck {
  /// How much a group's share of the rows may change, whatever the sampling error.
  static let shareChangeMin = 0.1
  /// How much the share of its cards that are clicked may change, as a part of itself, whatever the sampling error.
  let rateChangeMax: Double

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard let now = subject.now.shape?.slices, let before = comparison.before.shape?.slices else { return [] }
    return now.compactMap { slice in
      guard let other = before.first(where: { $0.name == slice.name }) else { return nil }
      return change(slice, from: other, comparison)
    }
  }

  private func change(
    _ now: DatasetShape.Slice, from before: DatasetShape.Slice, _ comparison: Comparison
  ) -> Violation? {
    var changes = [("part of the rows", now.share, before.share, Self.shareChangeMin)]
    if let mine = now.clickRate, let theirs = before.clickRate {
      changes.append(("part of the cards clicked", mine, theirs, rateChangeMax * theirs.value))
    }
    for (what, mine, theirs, least) in changes {
      let limit = max(mine.noise(beside: theirs), least)
      let change = abs(mine.value - theirs.value)
      guard change > limit else { continue }
      return Violation(
        rule: .slice, feature: now.feature,
        message: """
          of the slice \(now.name) the \(what) is \(Percent.text(mine.value)) and was \(Percent.text(theirs.value)) in \
          \(comparison.text), a change above \(Percent.text(limit)): see what changed for these listeners; if the change is meant, \
          accept the dataset
          """,
        measured: change, limit: limit)
    }
    return nil
  }
}
