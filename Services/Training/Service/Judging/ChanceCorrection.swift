import Datasets
import Glibc
import Models

/// A straight line through a model's log-odds, so that the chances it shows are those of the newest days (Platt, "Probabilistic
/// outputs for support vector machines", 1999).
///
/// Clicks of months make the model's order; how often people click changes with what is shown and with the season, and is taken
/// from the newest pages learned from. The slates that judge the model have no part in it.
struct ChanceCorrection: Hashable, Sendable {
  /// What is added to the log-odds after they were scaled.
  var intercept = 0.0
  /// What the log-odds are scaled by: below 1 for a model that is too sure of itself.
  var slope = 1.0

  /// The share of learned slates, the newest, that chances are corrected by.
  static let newestShare = 0.2
  /// The slopes that a correction may have: beyond, the scores say something else than clicks.
  static let slopes = 0.25...2.0
  /// The fewest clicks to correct by.
  static let clicksMin = 30

  /// No correction.
  init() {}

  /// The correction that makes scores' chances fit labels best, held to ``slopes``; nothing is corrected when there are fewer
  /// than ``clicksMin`` clicks.
  ///
  /// - Parameter slope: The slope, when it is known already.
  init(scores: [Float], labels: [Bool], slope known: Double? = nil) {
    if let known { slope = known }
    let clicks = labels.count { $0 }
    guard clicks >= Self.clicksMin, clicks < labels.count else { return }
    for _ in 0..<Self.stepsMax {
      let step = newtonStep(scores, labels, movesSlope: known == nil)
      intercept -= step.intercept
      slope = min(Self.slopes.upperBound, max(Self.slopes.lowerBound, slope - step.slope))
      guard abs(step.intercept) + abs(step.slope) > 1e-9 else { break }
    }
    if !intercept.isFinite || !slope.isFinite { self = ChanceCorrection() }
  }

  /// The model with this correction in its weights: its order is the same, its chances are not.
  func applied(to model: LogisticModel) -> LogisticModel { model.scaled(by: slope, adding: intercept) }

  private static let stepsMax = 50

  private func newtonStep(
    _ scores: [Float], _ labels: [Bool], movesSlope: Bool
  ) -> (intercept: Double, slope: Double) {
    // A trace of a pull towards no correction keeps the equations solvable.
    var (first, second) = (1e-6 * intercept, 1e-6 * (slope - 1))
    var (both, square, cross) = (1e-6, 1e-6, 0.0)
    for (score, label) in zip(scores, labels) {
      let score = Double(score)
      let chance = 1 / (1 + exp(-(intercept + slope * score)))
      let (error, weight) = (chance - (label ? 1 : 0), chance * (1 - chance))
      first += error
      second += error * score
      both += weight
      cross += weight * score
      square += weight * score * score
    }
    guard movesSlope else { return (Self.bounded(first / both), 0) }
    let determinant = both * square - cross * cross
    guard determinant > 1e-12 else { return (Self.bounded(first / both), 0) }
    return (
      Self.bounded((square * first - cross * second) / determinant),
      Self.bounded((both * second - cross * first) / determinant)
    )
  }

  /// A step that stays where the equations hold.
  private static func bounded(_ step: Double) -> Double { min(1, max(-1, step)) }
}
