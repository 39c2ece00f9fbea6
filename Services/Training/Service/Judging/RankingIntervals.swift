import Datasets
import Policies
import Statistics

/// Intervals of qualities and of their differences, over listeners.
///
/// The same slates give the same intervals: the draws follow from the shelf's name and what is measured.
struct RankingIntervals {
  /// The shelf that is judged.
  let shelf: String

  /// How sure the gate must be that a model has any skill. A model without some is tried again with every run: at 95 %, every
  /// fortieth try would pass by luck.
  static let skillConfidence = 0.99

  /// The area under the curve within slates.
  func areaUnderCurve(_ quality: RankingQuality) -> ClusterRatio? {
    ratio("auc", quality.orderedPairs, quality.pairs, confidence: Self.skillConfidence)
  }

  /// How much more area one order has than another on the same slates.
  func areaGain(_ left: RankingQuality, over right: RankingQuality) -> ClusterRatio? {
    ratio("auc gain", zip(left.orderedPairs, right.orderedPairs).map { $0 - $1 }, left.pairs)
  }

  /// How much more NDCG one order has than another on the same slates.
  func gain(_ left: RankingQuality, over right: RankingQuality) -> ClusterRatio? {
    ratio("ndcg gain", zip(left.gains, right.gains).map { $0 - $1 }, left.clickedSlates)
  }

  /// Clicks that probabilities promise for each one that came.
  func calibration(_ probabilities: [Float], on dataset: RankingDataset) -> ClusterRatio? {
    var promised = [Double](repeating: 0, count: dataset.listenerCount)
    var came = promised
    for row in 0..<dataset.rowCount {
      promised[Int(dataset.listeners[row])] += Double(probabilities[row])
      came[Int(dataset.listeners[row])] += dataset.labels[row] ? 1 : 0
    }
    return ratio("calibration", promised, came, isAboutAll: true)
  }

  /// Listeners without anything to count are left out, unless the ratio is about all.
  private func ratio(
    _ what: String, _ above: [Double], _ below: [Double], confidence: Double = 0.95, isAboutAll: Bool = false
  ) -> ClusterRatio? {
    let counted = above.indices.filter { isAboutAll || below[$0] > 0 }
    var generator = SeededGenerator(seed: "gate/\(shelf)/\(what)")
    return ClusterRatio(
      numerators: counted.map { above[$0] }, denominators: counted.map { below[$0] }, confidence: confidence,
      using: &generator)
  }
}
