import Domain
import Statistics
import Storage

extension RankingEvaluation {
  /// The figures, by the names they are registered under. All are within slates.
  var figures: [Figure] {
    var figures = [
      Figure("auc", model.areaUnderCurve), Figure("auc lower", areaUnderCurve.lower),
      Figure("auc upper", areaUnderCurve.upper), Figure("ndcg@10", model.ndcgAt10),
      Figure("log loss", model.logLoss ?? 0), Figure("popularity auc", popularity.areaUnderCurve),
      Figure("popularity ndcg@10", popularity.ndcgAt10),
    ]
    figures += Self.figures("gain over popularity", gainOverPopularity)
    figures.append(Figure("detectable gain", gainOverPopularity.detectable))
    if let live {
      figures += [
        Figure("live auc", live.areaUnderCurve), Figure("live ndcg@10", live.ndcgAt10),
        Figure("live log loss", live.logLoss ?? 0),
      ]
    }
    if let gainOverLive {
      figures += Self.figures("gain over live", gainOverLive)
      figures.append(Figure("detectable gain over live", gainOverLive.detectable))
    }
    figures += Self.figures("calibration", calibration)
    figures += [
      Figure("correction intercept", correction.intercept), Figure("correction slope", correction.slope),
      Figure("slates judged", Double(model.slates)), Figure("listeners judged", Double(model.listeners)),
    ]
    return figures
  }

  /// The evaluation for people.
  var summary: String {
    let lively = gainOverLive.map { ", \(Self.text($0)) beside \(liveVersion?.description ?? "live")" } ?? ""
    return """
      within slates: auc \(Rounded.text(model.areaUnderCurve)) (\(Rounded.text(areaUnderCurve.lower)) to \
      \(Rounded.text(areaUnderCurve.upper))), ndcg@10 \(Rounded.text(model.ndcgAt10)), \(Self.text(gainOverPopularity)) \
      beside \(popularityFeature)\(lively); \(Rounded.text(calibration.estimate)) clicks promised for each that came \
      (\(Rounded.text(calibration.lower)) to \(Rounded.text(calibration.upper))); \(model.slates) held-out slates with a \
      click, of \(model.listeners) listeners, show a gain of \(Rounded.text(gainOverPopularity.detectable)) or more in 8 \
      of 10 tries
      """
  }

  /// A difference with its interval, for people.
  static func text(_ difference: ClusterRatio) -> String {
    let sign = difference.estimate >= 0 ? "+" : ""
    return """
      \(sign)\(Rounded.text(difference.estimate)) (\(Rounded.text(difference.lower)) to \(Rounded.text(difference.upper)))
      """
  }

  private static func figures(_ name: String, _ ratio: ClusterRatio) -> [Figure] {
    [Figure(name, ratio.estimate), Figure("\(name) lower", ratio.lower), Figure("\(name) upper", ratio.upper)]
  }
}
