/// Demands propensities about as in the other dataset.
struct PropensityDriftCheck: ComparisonCheck {
  /// The greatest difference of the share of one size of propensities.
  let distanceMax: Double

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard comparison.reference.kind != .baseline, subject.now.rows > 0, let now = subject.now.shape?.propensities,
      let before = comparison.before.shape?.propensities, now.count == before.count
    else { return [] }
    let sums = (Double(max(1, now.reduce(0, +))), Double(max(1, before.reduce(0, +))))
    let shares = zip(now, before).map { (Double($0) / sums.0, Double($1) / sums.1) }
    guard let (bin, widest) = shares.enumerated().max(by: { abs($0.1.0 - $0.1.1) < abs($1.1.0 - $1.1.1) }),
      abs(widest.0 - widest.1) > distanceMax
    else { return [] }
    let size = bin == 0 ? "of 1" : "of about 1/\(1 << bin)"
    return [
      Violation(
        rule: .propensity,
        message: """
          \(Percent.text(widest.0)) of the cards have a propensity \(size) and \(Percent.text(widest.1)) had in \
          \(comparison.text), a change above \(Rounded.text(distanceMax)): see what changed in the shelf's policy; if the change is \
          meant, accept the dataset
          """,
        measured: abs(widest.0 - widest.1), limit: distanceMax)
    ]
  }
}
