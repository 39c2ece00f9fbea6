import Domain
import Storage

/// What a shelf's model must reach to go live: the shelf's stated threshold, and more than what is live.
struct RankingGate: Hashable, Sendable {
  /// The shelf's threshold.
  let threshold: ShelfDefinition.Gate
  /// The fewest held-out slates with a click: of fewer, chance alone may pass any threshold.
  let slatesMin: Int

  /// Why the model may go live.
  ///
  /// - Throws: A ``Refusal`` with every reason why not.
  func decide(_ evaluation: RankingEvaluation, impressions: Int) throws -> String {
    let reasons = reasonsAgainst(evaluation, impressions: impressions)
    guard reasons.isEmpty else {
      throw Refusal(message: reasons.joined(separator: "; "), figures: evaluation.figures)
    }
    guard let version = evaluation.liveVersion else { return "passes the shelf's threshold; nothing was live" }
    return "passes the shelf's threshold and beats \(version)"
  }

  private func reasonsAgainst(_ evaluation: RankingEvaluation, impressions: Int) -> [String] {
    var reasons: [String] = []
    if impressions < threshold.impressionsMin {
      reasons.append(
        "\(impressions) impressions are fewer than the \(threshold.impressionsMin) that the shelf asks for")
    }
    if evaluation.model.slates < slatesMin {
      reasons.append(
        "\(evaluation.model.slates) held-out slates with a click are fewer than \(slatesMin): wait for more")
    }
    let area = evaluation.model.areaUnderCurve
    if area < threshold.areaUnderCurveMin {
      reasons.append("auc \(Rounded.text(area)) is below the shelf's \(Rounded.text(threshold.areaUnderCurveMin))")
    }
    let gain = evaluation.model.ndcgAt10 - evaluation.popularity.ndcgAt10
    if gain < threshold.gainOverPopularityMin {
      reasons.append(
        """
        ndcg@10 \(Rounded.text(evaluation.model.ndcgAt10)) is \(Rounded.text(gain)) above popularity's \
        \(Rounded.text(evaluation.popularity.ndcgAt10)), and the shelf asks for \
        \(Rounded.text(threshold.gainOverPopularityMin))
        """)
    }
    if let live = evaluation.live, let version = evaluation.liveVersion, evaluation.model.ndcgAt10 <= live.ndcgAt10 {
      reasons.append(
        """
        ndcg@10 \(Rounded.text(evaluation.model.ndcgAt10)) does not beat \(Rounded.text(live.ndcgAt10)) of \(version), \
        which is live
        """)
    }
    return reasons
  }
}
