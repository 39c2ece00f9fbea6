import Datasets
import Domain
import Features
import Models
import Statistics
import Storage

/// How a ranking model does on held-out slates, beside popularity and what is live.
struct RankingEvaluation: Sendable {
  /// The model's own quality.
  var model: RankingQuality
  /// The stronger popularity order's, and by which feature it orders.
  var popularity: RankingQuality
  var popularityFeature: String
  /// The live version's on the same slates; nil when none is live, or it is of another feature set.
  var live: RankingQuality?
  /// Which version is live.
  var liveVersion: ModelVersion?
  /// The model's area under the curve within slates, at ``RankingIntervals/skillConfidence``.
  var areaUnderCurve: ClusterRatio
  /// How much more NDCG the model has than popularity, slate by slate.
  var gainOverPopularity: ClusterRatio
  /// How much more NDCG the model has than the live version, slate by slate.
  var gainOverLive: ClusterRatio?
  /// Clicks that the model promised for each one that came.
  var calibration: ClusterRatio
  /// What the model's chances were corrected by.
  var correction: ChanceCorrection
  /// Features that seem to know the clicks.
  var leaks: [Leak] = []

  /// Judges a model on slates it has not learned from; nil when these have no click and another card beside it, or too few
  /// listeners for any interval.
  init?(
    of fitted: LogisticModel, corrected correction: ChanceCorrection,
    live: (version: ModelVersion, model: LogisticModel)?, on heldOut: RankingDataset
  ) {
    let intervals = RankingIntervals(shelf: heldOut.shelf)
    let chances = Self.scores(fitted, heldOut)
    let probabilities = chances.map(fitted.probability(ofScore:))
    guard let model = RankingQuality(ofScores: chances, on: heldOut, probabilities: probabilities),
      let popularity = Self.strongestPopularity(on: heldOut),
      let area = intervals.areaUnderCurve(model), let gain = intervals.gain(model, over: popularity.quality),
      let calibration = intervals.calibration(probabilities, on: heldOut)
    else { return nil }
    self.model = model
    self.popularity = popularity.quality
    popularityFeature = popularity.feature
    areaUnderCurve = area
    gainOverPopularity = gain
    self.calibration = calibration
    self.correction = correction
    if let live {
      let scores = Self.scores(live.model, heldOut)
      self.live = RankingQuality(
        ofScores: scores, on: heldOut, probabilities: scores.map(live.model.probability(ofScore:)))
      gainOverLive = self.live.flatMap { intervals.gain(model, over: $0) }
      liveVersion = live.version
    }
  }

  /// The score of every row.
  static func scores(_ model: LogisticModel, _ dataset: RankingDataset) -> [Float] {
    (0..<dataset.rowCount).map { model.score(dataset.vector(row: $0)) }
  }

  /// The one of the popularity orders with the highest NDCG on these slates: a missing value is the least popular.
  private static func strongestPopularity(on dataset: RankingDataset) -> (feature: String, quality: RankingQuality)? {
    let known = Set([dataset.popularityFeature] + PopularityBaseline.features)
    let orders = dataset.featureNames.indices.filter { known.contains(dataset.featureNames[$0]) }.compactMap { column in
      let scores = (0..<dataset.rowCount).map { dataset.value(row: $0, feature: column) ?? -.infinity }
      return RankingQuality(ofScores: scores, on: dataset).map { (dataset.featureNames[column], $0) }
    }
    return orders.max { $0.1.ndcgAt10 < $1.1.ndcgAt10 }
  }
}
