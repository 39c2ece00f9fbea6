import Models
import Storage

/// What factors must reach to go live.
public struct FactorizationGate: Hashable, Sendable {
  /// The fewest listeners with plays.
  public var listenersMin = 20
  /// The least gain of recall@10 over the popularity order, as a difference.
  public var gainOverPopularityMin = 0.0
  /// How much of the live version's recall@10 may be lost, as a share of it.
  ///
  /// The live version was judged on the plays of its own day and has learned from today's held-back ones since, so that it
  /// cannot be judged again; more plays move the figure by a few hundredths, broken ones by far more than a tenth.
  public var lossAgainstLiveMax = 0.1

  /// The defaults.
  public init() {}

  /// Why the model may go live.
  ///
  /// - Throws: A ``Refusal`` that says why not.
  func decide(_ evaluation: CandidateEvaluation, live: ModelRecord?) throws -> String {
    let (recall, popular) = (evaluation.factorization.recallAt10, evaluation.popularity.recallAt10)
    guard recall > popular + gainOverPopularityMin else {
      throw Refusal(
        message: """
          recall@10 is \(Rounded.text(recall)) and popularity's is \(Rounded.text(popular)): it must be more than \
          \(Rounded.text(gainOverPopularityMin)) above; more plays or other settings are needed
          """)
    }
    guard let live, let before = live.figures.first(where: { $0.name == "recall@10" })?.value else {
      return "recall@10 \(Rounded.text(recall)) beats popularity's \(Rounded.text(popular)); nothing was live"
    }
    guard recall >= before * (1 - lossAgainstLiveMax) else {
      throw Refusal(
        message: """
          recall@10 is \(Rounded.text(recall)) and \(live.version), which is live, reached \(Rounded.text(before)): see \
          what changed in the plays since
          """)
    }
    return """
      recall@10 \(Rounded.text(recall)) beats popularity's \(Rounded.text(popular)) and holds up against \
      \(live.version), which reached \(Rounded.text(before))
      """
  }
}
