import Datasets
import Models

/// Fits a shelf's model to its learned slates, and corrects its chances by the newest of them.
struct RankingFit {
  /// The model, corrected.
  let model: LogisticModel
  /// By what its chances were corrected.
  let correction: ChanceCorrection

  /// Fits on all learned slates.
  ///
  /// How far the model is too sure of itself is seen where it has not learned: a second model of the older slates is tried on
  /// the newest. How many clicks there are is seen on the newest slates by the model itself.
  init(_ learned: RankingDataset) throws(ModelError) {
    let fitted = try Self.fit(learned)
    guard let boundary = learned.moment(holdingOut: ChanceCorrection.newestShare) else {
      (model, correction) = (fitted, ChanceCorrection())
      return
    }
    let (older, newest) = learned.split(heldOutFrom: boundary)
    var slope = 1.0
    if let before = try? Self.fit(older) {
      slope = ChanceCorrection(scores: RankingEvaluation.scores(before, newest), labels: newest.labels).slope
    }
    correction = ChanceCorrection(
      scores: RankingEvaluation.scores(fitted, newest), labels: newest.labels, slope: slope)
    model = correction.applied(to: fitted)
  }

  private static func fit(_ rows: RankingDataset) throws(ModelError) -> LogisticModel {
    let labelled = try LabelledRows(
      columnCount: rows.featureCount, values: rows.values, missing: rows.missing, labels: rows.labels)
    return try LogisticModel(fitting: labelled, names: rows.featureNames, fingerprint: rows.fingerprint)
  }
}
