/// Demands about as many slates as in the other dataset: of the days that both have, and of a day since.
struct VolumeCheck: ComparisonCheck {
  /// How few of the slates of common days may be left, and how many times as many there may be.
  static let commonDays = 0.75...1.5
  /// How few slates a day since may have, and how many times as many as a day before.
  static let newDays = 1.0 / 3...3.0
  /// Of fewer slates than these nothing is said: a third of 50 is out of reach of chance.
  static let slatesMin = 50

  func violations(in subject: CheckSubject, against comparison: Comparison) -> [Violation] {
    guard let now = subject.now.shape, let before = comparison.before.shape else { return [] }
    let shares = [
      (Self.commonShare(now, before), Self.commonDays, "of the days that both have"),
      (Self.newShare(now, before), Self.newDays, "of a day since, on average,"),
    ]
    for case (let share?, let allowed, let what) in shares where !allowed.contains(share) {
      let limit = share < allowed.lowerBound ? allowed.lowerBound : allowed.upperBound
      return [
        Violation(
          rule: .volume,
          message: """
            the slates \(what) are \(Rounded.text(share)) times as many as in \(comparison.text), and \
            \(Rounded.text(limit)) is the limit: see whether pages were lost, left out or logged twice; if the change is \
            meant, accept the dataset
            """,
          measured: share, limit: limit)
      ]
    }
    return []
  }

  /// The slates of the days that both datasets have whole; of all, when they have none in common and the other is no shorter.
  static func commonShare(_ now: DatasetShape, _ before: DatasetShape) -> Double? {
    let (mine, theirs) = (whole(now), whole(before))
    let common = Set(mine.keys).intersection(theirs.keys)
    let sums = (
      now: common.reduce(0) { $0 + (mine[$1] ?? 0) }, before: common.reduce(0) { $0 + (theirs[$1] ?? 0) }
    )
    if sums.before >= slatesMin { return Double(sums.now) / Double(sums.before) }
    // What has begun earlier and gone on longer has no fewer slates.
    guard before.slates >= slatesMin, now.first <= before.first, now.last >= before.last else { return nil }
    return min(1, Double(now.slates) / Double(before.slates))
  }

  /// The mean of the whole days after the other dataset's end, by the mean of its own whole days of the last two weeks.
  static func newShare(_ now: DatasetShape, _ before: DatasetShape) -> Double? {
    let (mine, theirs) = (whole(now), whole(before))
    guard let end = theirs.keys.max() else { return nil }
    let latest = theirs.filter { $0.key > end - 14 }
    let added = mine.filter { $0.key > end + 1 }
    let usual = Double(latest.values.reduce(0, +)) / Double(max(1, latest.count))
    guard !added.isEmpty, usual * Double(added.count) >= Double(slatesMin) else { return nil }
    return Double(added.values.reduce(0, +)) / Double(added.count) / usual
  }

  /// Slates by day, without the first and the last day, which may be cut.
  private static func whole(_ shape: DatasetShape) -> [Int64: Int] {
    let inner = shape.days.dropFirst().dropLast()
    return Dictionary(inner.map { ($0.day, $0.slates) }, uniquingKeysWith: +)
  }
}
