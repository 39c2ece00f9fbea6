import Datasets

/// Looks for features that know which cards were clicked: a label copied into one, a part of one, its noise, its absence, or the
/// difference of two.
struct LeakCheck {
  let limits: LeakLimits

  /// How many standard deviations of chance a measure must pass its limit by: with hundreds of features, none does by luck.
  private static let deviations = 4.0
  /// The most leaks that are named.
  static let namedMax = 5

  /// Features that are beyond what is plausible, or tell far more than at the live version's training; the most telling first.
  ///
  /// - Parameter before: What features told at the live version's training; empty when that is not known.
  func leaks(_ separations: [FeatureSeparation], before: [FeatureSeparation]) -> [Leak] {
    let known = Dictionary(before.map { ($0.feature, $0) }) { first, _ in first }
    let found = separations.compactMap { now -> (leak: Leak, strength: Double)? in
      guard let leak = implausible(now) ?? known[now.feature].flatMap({ changed(now, since: $0) }) else { return nil }
      return (leak, max(now.strength, 0.5 - 0.5 / now.likelihoodRatio))
    }
    return found.sorted { $0.strength > $1.strength }.map(\.leak)
  }

  private func implausible(_ now: FeatureSeparation) -> Leak? {
    for (what, area, error) in Self.areas(of: now) {
      guard abs(area - 0.5) - 2 * error > limits.featureAreaMax - 0.5 else { continue }
      return Leak(
        features: [now.feature],
        reason: """
          \(what) alone tells clicked cards from others of their slates with an auc of \(Rounded.text(area)), and beyond \
          \(Rounded.text(limits.featureAreaMax)) is not plausible
          """, measured: area, limit: limits.featureAreaMax)
    }
    guard now.likelihoodRatio > limits.likelihoodRatioMax else { return nil }
    return Leak(
      features: [now.feature],
      reason: """
        its value "\(now.range)" divides clicked cards from others of their slates \(Rounded.text(now.likelihoodRatio)) to 1, \
        and beyond \(Rounded.text(limits.likelihoodRatioMax)) is not plausible
        """, measured: now.likelihoodRatio, limit: limits.likelihoodRatioMax)
  }

  private func changed(_ now: FeatureSeparation, since before: FeatureSeparation) -> Leak? {
    for (measured, earlier) in zip(Self.areas(of: now), Self.areas(of: before)) {
      let error = (measured.error * measured.error + earlier.error * earlier.error).squareRoot()
      let change = abs(measured.area - earlier.area)
      guard change > max(limits.featureAreaChangeMax, Self.deviations * error) else { continue }
      return Leak(
        features: [now.feature],
        reason: """
          \(measured.what) tells clicked cards from others of their slates with an auc of \
          \(Rounded.text(measured.area)), and it was \(Rounded.text(earlier.area)) when the live version was trained
          """, measured: change, limit: limits.featureAreaChangeMax)
    }
    let (ratio, limit) = (now.likelihoodRatio, before.likelihoodRatio * limits.likelihoodRatioChangeMax)
    guard ratio > limit else { return nil }
    return Leak(
      features: [now.feature],
      reason: """
        its value "\(now.range)" divides clicked cards from others of their slates \(Rounded.text(ratio)) to 1, and nothing \
        of it did more than \(Rounded.text(before.likelihoodRatio)) to 1 when the live version was trained
        """, measured: ratio, limit: limit)
  }

  private typealias Measured = (what: String, area: Double, error: Double)

  private static func areas(of separation: FeatureSeparation) -> [Measured] {
    [
      ("\(separation.feature)", separation.area, separation.areaError),
      ("whether \(separation.feature) is missing", separation.missingArea, separation.missingAreaError),
    ]
  }
}
