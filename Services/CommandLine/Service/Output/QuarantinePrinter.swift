import Intake
import Wording

/// What could not be used, for people.
enum QuarantinePrinter {
  /// Prints a line a reason; nothing when there is none.
  static func print(_ tally: QuarantineTally) {
    guard !tally.isEmpty else { return }
    CommandLineTool.print("kept aside: \(Decimals.grouped(tally.count)) \(tally.count == 1 ? "line" : "lines")")
    for line in tally.summary { CommandLineTool.print("  \(line)") }
  }
}
