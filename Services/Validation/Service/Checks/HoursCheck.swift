/// Demands slates that are no older than the other dataset's, and of about the same hours of the day.
struct HoursCheck: ComparisonCheck {
  /// How far the shares of hours may lie apart at least, as total variation, whatever the sampling error.
  static let distanceMin = 0.15
  /// How many whole days both must span for their hours to be comparable.
  static let daysMin: Int64 = 7

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard let now = subject.now.shape, let before = comparison.before.shape, now.slates > 0 else { return [] }
    if comparison.reference.kind != .baseline, now.last < before.last {
      let hours = Double(before.last - now.last) / 3_600_000
      return [
        Violation(
          rule: .moment,
          message: """
            the newest slate is \(Rounded.text(hours)) hours older than that of \(comparison.text): see whether pages were lost or \
            moved in time; if the run is meant to stand at an earlier moment, accept the dataset
            """,
          measured: hours, limit: 0)
      ]
    }
    guard Self.days(now) >= Self.daysMin, Self.days(before) >= Self.daysMin else { return [] }
    let (distance, limit) = Self.distance(now.hours, before.hours)
    guard distance > limit else { return [] }
    return [
      Violation(
        rule: .moment,
        message: """
          the slates are of other hours of the day than in \(comparison.text): \(Percent.text(distance)) of them would have to \
          move, and \(Percent.text(limit)) is the limit; see whether moments are still in UTC; if the change is meant, accept the \
          dataset
          """,
        measured: distance, limit: limit)
    ]
  }

  private static func days(_ shape: DatasetShape) -> Int64 { (shape.last - shape.first) / 86_400_000 }

  /// Total variation of the hours, and what chance may make of it: half again as much as is expected of slates that come in pairs,
  /// a sum of 24 parts that hardly differs from its mean.
  static func distance(_ now: [Int], _ before: [Int]) -> (measured: Double, limit: Double) {
    let sums = (Double(max(1, now.reduce(0, +))), Double(max(1, before.reduce(0, +))))
    var (distance, noise) = (0.0, 0.0)
    for (left, right) in zip(now, before) {
      let (mine, theirs) = (Double(left) / sums.0, Double(right) / sums.1)
      distance += abs(mine - theirs) / 2
      noise += (2 * theirs * (1 / sums.0 + 1 / sums.1) / .pi).squareRoot() / 2 * 2.0.squareRoot()
    }
    return (distance, max(distanceMin, 1.5 * noise))
  }
}
