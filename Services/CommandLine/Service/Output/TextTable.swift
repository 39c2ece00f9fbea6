/// A table as text: columns as wide as their widest cell, numbers to the right.
struct TextTable {
  /// The heading of each column.
  let headings: [String]
  /// The rows, one cell a column.
  private(set) var rows: [[String]] = []

  init(_ headings: [String]) {
    self.headings = headings
  }

  /// Adds a row. Cells that are missing are empty.
  mutating func append(_ cells: [String]) {
    rows.append(cells + Array(repeating: "", count: max(0, headings.count - cells.count)))
  }

  /// The table's lines.
  var text: String {
    let widths = headings.indices.map { column in ([headings] + rows).map { $0[column].count }.max() ?? 0 }
    return ([headings] + rows).map { row in
      let cells = row.enumerated().map { column, cell in
        Self.isNumber(rows.first?[column] ?? "")
          ? cell.leftPadded(to: widths[column]) : cell.padded(to: max(1, widths[column]))
      }
      let line = "  " + cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return (first >= 48 && first <= 57) || first == 45 || first == 43
  }
}
