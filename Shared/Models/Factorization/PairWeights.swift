import Glibc

/// The weights of the objective that depend on how often something was heard.
struct PairWeights {
  let settings: FactorizationSettings

  /// The weight of a heard pair: `1 + playWeight * log1p(plays)`.
  func confidence(plays: Float) -> Double {
    guard settings.playWeight > 0 else { return 1 }
    return 1 + settings.playWeight * log1p(Double(plays))
  }

  /// The pull towards zero on a row with `heardCount` heard pairs out of `otherCount`.
  ///
  /// `regularization * (heardCount + unobservedWeight * otherCount) ^ frequencyExponent` (Rendle, Krichene, Zhang and
  /// Koren, "Revisiting the performance of iALS on item recommendation benchmarks", 2022, equation 7).
  func regularization(heardCount: Int, otherCount: Int) -> Double {
    let occurrences = Double(heardCount) + settings.unobservedWeight * Double(otherCount)
    return settings.regularization * pow(occurrences, settings.frequencyExponent)
  }
}
