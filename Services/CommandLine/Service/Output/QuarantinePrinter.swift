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

  /// Prints a line of the columns that were passed over; nothing when there are none.
  static func print(unread columns: [String]) {
    guard !columns.isEmpty else { return }
    let names = columns.prefix(columnsMax).map { "\"\($0.shown(upTo: nameCharactersMax))\"" }.joined(separator: ", ")
    CommandLineTool.print(
      "columns not read: \(names)\(columns.count > columnsMax ? " and \(columns.count - columnsMax) more" : "")")
  }

  private static let columnsMax = 20
  private static let nameCharactersMax = 40
}
