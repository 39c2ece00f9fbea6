import Datasets
import Models

/// Which features a model's order rests on: for naming what leaks when the model as a whole is too good.
struct TellingFeatures {
  let model: LogisticModel

  /// How many are named.
  private static let namedMax = 2

  /// The features without which the order within slates loses most, the first one first.
  func names(on dataset: RankingDataset) -> [String] {
    let scores = RankingEvaluation.scores(model, dataset)
    let heavy = model.features.indices
      .sorted { weight(of: $0) > weight(of: $1) }
      .prefix(Self.candidatesMax)
    let areas = heavy.map { feature -> (feature: Int, area: Double) in
      let without = scores.indices.map { row in
        scores[row] - model.contribution(of: feature, value: dataset.value(row: row, feature: feature))
      }
      return (feature, RankingQuality(ofScores: without, on: dataset)?.areaUnderCurve ?? 0.5)
    }
    return areas.sorted { $0.area < $1.area }.prefix(Self.namedMax).map { dataset.featureNames[$0.feature] }
  }

  private static let candidatesMax = 8

  private func weight(of feature: Int) -> Float {
    max(abs(model.features[feature].weight), abs(model.features[feature].missingWeight))
  }
}
