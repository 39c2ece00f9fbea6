/// A row of a table, with its cells in the order of the table's columns.
struct TableRow: Sendable {
  /// Where it stands: its line in a file, its number among a table's rows; from 1.
  let number: Int
  /// The cells, without spaces at their ends, or what is wrong with the row. An empty cell is nil.
  let cells: Result<[String?], Rejection>

  /// A row of a server's table.
  init(number: Int, cells: [String?]) {
    self.number = number
    self.cells = .success(cells.map { Self.cleaned($0) })
  }

  /// A row of a file; it must have as many cells as there are columns, all of them UTF-8.
  init(_ record: CSVRecord, columnCount: Int) {
    number = record.line
    if let problem = record.problem {
      cells = .failure(problem)
    } else if record.fields.count != columnCount {
      cells = .failure(
        Rejection(.malformedLine, "\(record.fields.count) fields where the header has \(columnCount)"))
    } else {
      let texts = record.fields.map { String(validating: $0, as: UTF8.self) }
      cells = texts.contains(nil) ? .failure(Rejection(.malformedLine, "not UTF-8")) : .success(texts.map(Self.cleaned))
    }
  }

  private static func cleaned(_ text: String?) -> String? {
    guard let text, let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return String(text[first...last])
  }
}
