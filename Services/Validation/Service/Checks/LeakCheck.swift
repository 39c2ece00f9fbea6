/// Demands that no feature tells alone what was clicked: one that does was computed from the click.
struct LeakCheck: DatasetCheck {
  /// How well one feature may tell the clicked one of two cards of a slate, from 0.5 for not at all to 1.
  let areaMax: Double

  func violations(in subject: CheckSubject) -> [Violation] {
    let signals = subject.now.shape?.signals ?? []
    return signals.compactMap { signal in
      let area = max(signal.area.value, 1 - signal.area.value)
      guard signal.feature != DatasetShape.positionName,
        area - Estimate.deviations * signal.area.standardError > areaMax
      else { return nil }
      return Violation(
        rule: .signal, feature: signal.feature,
        message: """
          \(signal.feature) alone tells the clicked one of two cards in \(Percent.text(area)), and no more than \
          \(Percent.text(areaMax)) is plausible: see whether it knows of the click
          """,
        measured: area, limit: areaMax)
    }
  }
}
