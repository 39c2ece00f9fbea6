import Domain
import Statistics
import Storage

/// What a shelf's model must reach to go live: no leak, the power to tell, skill within slates, more than popularity, more than
/// what is live, and chances that hold.
struct RankingGate: Hashable, Sendable {
  /// The shelf's threshold.
  let threshold: ShelfDefinition.Gate
  /// What holds for all shelves.
  let limits: RankingGateLimits

  /// Why the model may go live.
  ///
  /// - Throws: A ``Refusal`` with every reason why not, what makes the others worthless first.
  func decide(_ evaluation: RankingEvaluation, impressions: Int) throws -> String {
    let reasons =
      evaluation.leaks.prefix(LeakCheck.namedMax).map { "leak: \($0.names): \($0.reason)" }
      + lackOfPower(evaluation, impressions: impressions) + lackOfSkill(evaluation) + lossAgainstLive(evaluation)
      + wrongChances(evaluation)
    guard reasons.isEmpty else {
      throw Refusal(message: reasons.joined(separator: "; "), figures: evaluation.figures)
    }
    let power = "gains from \(Rounded.text(evaluation.gainOverPopularity.detectable)) on show in 8 of 10 tries"
    guard let version = evaluation.liveVersion, let gain = evaluation.gainOverLive else {
      return "passes the shelf's threshold; nothing was live; \(power)"
    }
    return "passes the shelf's threshold and beats \(version) by \(RankingEvaluation.text(gain)) of ndcg@10; \(power)"
  }

  private func lackOfPower(_ evaluation: RankingEvaluation, impressions: Int) -> [String] {
    var reasons: [String] = []
    let (model, detectable) = (evaluation.model, evaluation.gainOverPopularity.detectable)
    if detectable > limits.detectableGainMax {
      reasons.append(
        """
        too little power: \(model.slates) held-out slates with a click, of \(model.listeners) listeners, show a gain of \
        ndcg@10 of \(Rounded.text(detectable)) or more in 8 of 10 tries, and at most \
        \(Rounded.text(limits.detectableGainMax)) is asked for: wait for more pages
        """)
    }
    if model.slates < limits.slatesMin {
      reasons.append("\(model.slates) held-out slates with a click are fewer than \(limits.slatesMin): wait for more")
    }
    if model.listeners < limits.listenersMin {
      reasons.append(
        "\(model.listeners) listeners with a click are fewer than \(limits.listenersMin): wait for more to come")
    }
    if impressions < threshold.impressionsMin {
      reasons.append(
        "\(impressions) impressions are fewer than the \(threshold.impressionsMin) that the shelf asks for")
    }
    return reasons
  }

  private func lackOfSkill(_ evaluation: RankingEvaluation) -> [String] {
    var reasons: [String] = []
    let area = evaluation.areaUnderCurve
    if threshold.withinSlateAreaUnderCurveMin >= 0.5, area.lower <= 0.5 {
      reasons.append(
        """
        no skill: auc within slates is \(Rounded.text(area.estimate)), and its interval from \(Rounded.text(area.lower)) to \
        \(Rounded.text(area.upper)) does not lie above chance, 0.5: see whether the clicks are those of the cards
        """)
    }
    if area.estimate < threshold.withinSlateAreaUnderCurveMin {
      reasons.append(
        """
        auc within slates \(Rounded.text(area.estimate)) is below the shelf's \
        \(Rounded.text(threshold.withinSlateAreaUnderCurveMin))
        """)
    }
    let gain = evaluation.gainOverPopularity
    if gain.lower <= threshold.gainOverPopularityMin {
      reasons.append(
        """
        ndcg@10 \(Rounded.text(evaluation.model.ndcgAt10)) is not surely above popularity's \
        \(Rounded.text(evaluation.popularity.ndcgAt10)) (\(evaluation.popularityFeature)): the difference is \
        \(RankingEvaluation.text(gain)), and the interval must lie above \(Rounded.text(threshold.gainOverPopularityMin))
        """)
    }
    return reasons
  }

  private func lossAgainstLive(_ evaluation: RankingEvaluation) -> [String] {
    guard let live = evaluation.live, let version = evaluation.liveVersion else { return [] }
    guard let gain = evaluation.gainOverLive else { return ["nothing can be said of the difference from \(version)"] }
    if gain.lower > 0, gain.estimate >= limits.gainOverLiveMin { return [] }
    return [
      """
      ndcg@10 \(Rounded.text(evaluation.model.ndcgAt10)) is not surely above \(Rounded.text(live.ndcgAt10)) of \(version), \
      which is live: the difference is \(RankingEvaluation.text(gain)), and the interval must lie above 0 and the \
      difference reach \(Rounded.text(limits.gainOverLiveMin)); gains from \(Rounded.text(gain.detectable)) on show in 8 of \
      10 tries
      """
    ]
  }

  private func wrongChances(_ evaluation: RankingEvaluation) -> [String] {
    let calibration = evaluation.calibration
    let allowed = 1 / (1 + limits.calibrationErrorMax)...1 + limits.calibrationErrorMax
    guard calibration.lower > allowed.upperBound || calibration.upper < allowed.lowerBound else { return [] }
    return [
      """
      the model promises \(Rounded.text(calibration.estimate)) clicks for each that came, surely between \
      \(Rounded.text(calibration.lower)) and \(Rounded.text(calibration.upper)), and \(Rounded.text(allowed.lowerBound)) to \
      \(Rounded.text(allowed.upperBound)) is asked for: see what changed in the newest pages
      """
    ]
  }
}
