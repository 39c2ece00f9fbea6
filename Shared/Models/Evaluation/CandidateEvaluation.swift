public import Statistics

/// How well candidates are found in play counts held back, by popularity and by factorization.
///
/// The protocol of RecBole's general recommenders: each listener's pairs divided 8:1:1 at random, models fitted to the
/// training part, all items ranked, those known before left out (training; for the test part, validation too), and the
/// first ten judged by what was held back. Listeners with nothing held back are left out of the means.
public struct CandidateEvaluation: Sendable {
  /// Which held-back part to judge by: the test part for reporting, the validation part for choosing settings.
  public enum Part: Sendable {
    /// The part to choose settings by.
    case validation
    /// The part to report.
    case test
  }

  /// How well one way of finding candidates did.
  public struct Quality: Hashable, Sendable {
    /// The mean share of what was held back that is among the first ten.
    public let recallAt10: Double
    /// The mean discounted gain of the first ten.
    public let ndcgAt10: Double
  }

  /// The seed of the division and of the first factors.
  public let seed: UInt64
  /// How many listeners were judged.
  public let listenerCount: Int
  /// Items ordered by how many listeners played them.
  public let popularity: Quality
  /// Items ordered by the factor model.
  public let factorization: Quality
  /// How much more of what was held back the factor model finds than popularity, over listeners.
  public let recallGain: MeanInterval

  /// Divides, fits and judges.
  ///
  /// - Parameters:
  ///   - interactions: All play counts.
  ///   - seed: Decides the division and the first factors.
  ///   - settings: How to fit; its seed is replaced.
  ///   - part: What to judge by.
  ///   - progress: Told after each sweep.
  /// - Throws: ``ModelError``, also when fewer than two listeners have anything held back.
  public init(
    _ interactions: Interactions, seed: UInt64, settings: FactorizationSettings = FactorizationSettings(),
    part: Part = .test, progress: (Factorization.Progress) -> Void = { _ in }
  ) throws(ModelError) {
    let split = InteractionSplit(interactions, seed: seed)
    var settings = settings
    settings.seed = seed
    let model = try Factorization.fit(split.training, settings: settings, progress: progress)
    let judge = HeldBackJudge(split: split, part: part)
    let byPopularity = judge.judge(judge.byPopularity())
    let byFactors = judge.judge(judge.byFactors(of: model))
    guard let gain = MeanInterval.pairedDifference(byFactors.recalls, byPopularity.recalls) else {
      throw .nothingToLearnFrom(what: "listeners with held-back plays")
    }
    self.seed = seed
    listenerCount = gain.count
    popularity = byPopularity.quality
    factorization = byFactors.quality
    recallGain = gain
  }
}
