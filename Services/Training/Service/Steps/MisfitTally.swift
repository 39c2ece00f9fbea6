import Datasets
import Storage

/// The clicks of a run that label nothing: how many for which reason, and the first of them to be looked at.
struct MisfitTally: Sendable {
  /// How many there are of each reason.
  private(set) var counts: [ClickMisfit: Int] = [:]
  /// The first ``keptMax`` of them.
  private(set) var kept: [(click: ClickSet.Click, misfit: ClickMisfit)] = []

  /// How many a run keeps aside one by one; the others are counted.
  static let keptMax = 1_000

  /// Counts a click.
  mutating func add(_ click: ClickSet.Click, _ misfit: ClickMisfit) {
    counts[misfit, default: 0] += 1
    if kept.count < Self.keptMax { kept.append((click, misfit)) }
  }

  /// Reasons and counts, in the order of the reasons' names.
  private var sorted: [(ClickMisfit, Int)] { counts.sorted { $0.key.rawValue < $1.key.rawValue } }

  /// What to say of them; empty when there are none.
  var text: String {
    if counts.isEmpty { return "" }
    return "; clicks that label nothing: " + sorted.map { "\($1) \($0)" }.joined(separator: ", ")
  }

  /// One figure a reason.
  var figures: [Figure] { sorted.map { Figure("clicks \($0.rawValue)", Double($1)) } }
}
