/// Demands that each feature says about as much of the clicks as in the other dataset.
///
/// Labels or values that were shuffled say nothing any more; one that knows of the click says far more than it did.
struct SignalCheck: ComparisonCheck {
  /// How much the chance that a clicked card has more of a feature may change, whatever the sampling error.
  let changeMax: Double

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard let now = subject.now.shape, let before = comparison.before.shape else { return [] }
    return before.signals.compactMap { theirs in
      guard let mine = now.signal(of: theirs.feature) else { return nil }
      let limit = max(mine.noise(beside: theirs.area), changeMax)
      let change = abs(mine.value - theirs.area.value)
      guard change > limit else { return nil }
      return violation(of: theirs.feature, mine.value, theirs.area.value, limit, comparison)
    }
  }

  private func violation(
    of feature: String, _ now: Double, _ before: Double, _ limit: Double, _ comparison: Comparison
  ) -> Violation {
    Violation(
      rule: .signal, feature: feature == DatasetShape.positionName ? "" : feature,
      message: """
        of a clicked card and one that was not, the clicked one has more of \(feature) in \(Percent.text(now)), and had in \
        \(Percent.text(before)) of \(comparison.text), a change above \(Percent.text(limit)): see whether labels are still those of \
        their cards, and whether the feature knows of the click; if the change is meant, accept the dataset
        """,
      measured: abs(now - before), limit: limit)
  }
}
