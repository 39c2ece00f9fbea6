/// Demands that every feature is distributed about as in the other dataset.
struct DriftCheck: ComparisonCheck {
  /// What is allowed.
  let limits: CheckLimits

  /// One feature's distance from the other dataset.
  struct Distance: Hashable, Sendable {
    /// The feature.
    var feature: String
    /// Chebyshev distance, 0 to 1.
    var distance: Double
    /// What is allowed.
    var limit: Double
    /// Both distributions.
    var distributions: ComparedDistributions
  }

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    distances(in: comparison).filter { $0.distance > $0.limit }.map { violation(of: $0, comparison) }
  }

  /// The distance of every feature that both datasets have, largest first. Empty when one of them has no rows.
  func distances(in comparison: Comparison) -> [Distance] {
    guard comparison.before.rows > 0, comparison.now.rows > 0 else { return [] }
    return comparison.now.columns
      .compactMap { column in
        guard let reference = comparison.before[column.feature] else { return nil }
        let compared = ComparedDistributions(before: reference.histogram, now: column.histogram)
        return Distance(
          feature: column.feature, distance: compared.distance,
          limit: limits.driftMax(of: column.feature, from: comparison.reference.kind), distributions: compared)
      }
      .sorted { ($1.distance, $0.feature) < ($0.distance, $1.feature) }
  }

  private func violation(of measured: Distance, _ comparison: Comparison) -> Violation {
    let compared = measured.distributions
    let (then, now) = (Percent.text(compared.before[compared.widest]), Percent.text(compared.now[compared.widest]))
    return Violation(
      rule: .drift, feature: measured.feature,
      message: """
        \(measured.feature) is distributed otherwise than in \(comparison.text): \(now) of rows are in the bin \
        "\(compared.labels[compared.widest])" and \(then) were, a distance of \(Rounded.text(measured.distance)) with \
        \(Rounded.text(measured.limit)) allowed; see what changed in its source; if the change is meant, accept the dataset
        """,
      measured: measured.distance, limit: measured.limit, distributions: compared)
  }
}
