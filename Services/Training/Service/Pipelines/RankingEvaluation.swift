import Datasets
import Domain
import Models
import Storage

/// How a ranking model does on held-out slates, beside popularity and what is live.
struct RankingEvaluation: Sendable {
  /// The model's own quality.
  var model: RankingQuality
  /// The popularity order's.
  var popularity: RankingQuality
  /// The live version's on the same slates; nil when none is live, or it is of another feature set.
  var live: RankingQuality?
  /// Which version is live.
  var liveVersion: ModelVersion?

  /// Judges a model on slates it has not learned from; nil when these have no click, or nothing else.
  init?(
    of fitted: LogisticModel, live: (version: ModelVersion, model: LogisticModel)?, on heldOut: RankingDataset
  ) {
    guard let model = RankingQuality(ofScores: Self.scores(fitted, heldOut), on: heldOut, probabilities: fitted),
      let popularity = RankingQuality(ofScores: heldOut.popularity, on: heldOut)
    else { return nil }
    self.model = model
    self.popularity = popularity
    if let live {
      self.live = RankingQuality(ofScores: Self.scores(live.model, heldOut), on: heldOut, probabilities: live.model)
      liveVersion = live.version
    }
  }

  /// An evaluation put together by hand, for tests of gates.
  init(
    model: RankingQuality, popularity: RankingQuality, live: RankingQuality? = nil, liveVersion: ModelVersion? = nil
  ) {
    self.model = model
    self.popularity = popularity
    self.live = live
    self.liveVersion = liveVersion
  }

  /// The figures, by the names they are registered under.
  var figures: [Figure] {
    var figures = [
      Figure("auc", model.areaUnderCurve), Figure("ndcg@10", model.ndcgAt10), Figure("log loss", model.logLoss ?? 0),
      Figure("popularity auc", popularity.areaUnderCurve), Figure("popularity ndcg@10", popularity.ndcgAt10),
      Figure("slates judged", Double(model.slates)),
    ]
    if let live {
      figures += [
        Figure("live auc", live.areaUnderCurve), Figure("live ndcg@10", live.ndcgAt10),
        Figure("live log loss", live.logLoss ?? 0),
      ]
    }
    return figures
  }

  /// The evaluation for people.
  var summary: String {
    let beside = "popularity \(Rounded.text(popularity.ndcgAt10))"
    let lively = live.map { live in ", \(liveVersion?.description ?? "live") \(Rounded.text(live.ndcgAt10))" } ?? ""
    return "ndcg@10 \(Rounded.text(model.ndcgAt10)) beside \(beside)\(lively) on \(model.slates) held-out slates"
  }

  private static func scores(_ model: LogisticModel, _ dataset: RankingDataset) -> [Float] {
    (0..<dataset.rowCount).map { model.score(dataset.vector(row: $0)) }
  }
}
