import Intake
import Wording

/// What could not be used, for people.
enum QuarantinePrinter {
  /// Prints a line a reason; nothing when there is none.
  static func print(_ tally: QuarantineTally) {
    guard !tally.isEmpty else { return }
    Swift.print("kept aside: \(Decimals.grouped(tally.count)) \(tally.count == 1 ? "line" : "lines")")
    for line in tally.summary { Swift.print("  \(line)") }
  }
}
