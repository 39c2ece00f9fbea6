import Masking

/// A row of a table, with its cells in the order of the table's columns.
struct TableRow: Sendable {
  /// Where it stands: its line in a file, its number among a table's rows; from 1.
  let number: Int
  /// The cells, or what is wrong with the row.
  let cells: Result<TableCells, Rejection>

  /// A row of a server's table.
  init(number: Int, cells: [String?]) {
    self.number = number
    self.cells = .success(TableCells(texts: cells))
  }

  /// A row of a file; it must have as many cells as there are columns.
  init(_ record: CSVRecord, columnCount: Int) {
    number = record.line
    if let problem = record.problem {
      cells = .failure(problem)
    } else if record.fields.count != columnCount {
      cells = .failure(
        Rejection(.malformedLine, "\(record.fields.count) fields where the header has \(columnCount)"))
    } else {
      cells = .success(TableCells(fields: record.fields))
    }
  }
}

/// The cells of a row, each looked at when it is read: what is wrong with one that nobody reads does not matter.
struct TableCells: Sendable {
  private enum Cells: Sendable {
    case texts([String?])
    case fields([[UInt8]])
  }

  private let cells: Cells

  init(texts: [String?]) {
    cells = .texts(texts)
  }

  init(fields: [[UInt8]]) {
    cells = .fields(fields)
  }

  /// A cell's text without spaces at its ends; nil for an empty one, and for a column that is not there.
  ///
  /// - Throws: A rejection, under the field's name, for what is not UTF-8 or has a NUL.
  func text(_ column: Int?, field: String) throws(Rejection) -> String? {
    guard let column else { return nil }
    let text: String?
    switch cells {
    case .texts(let texts): text = texts[column]
    case .fields(let fields):
      guard let valid = String(validating: fields[column], as: UTF8.self) else {
        throw Rejection(.malformedLine, field: field, "not UTF-8: save the file in that encoding")
      }
      text = valid
    }
    guard let text else { return nil }
    guard !text.utf8.contains(0) else { throw Rejection(.malformedLine, field: field, "a NUL byte") }
    let trimmed = AccountText.trimmed(text)
    return trimmed.isEmpty ? nil : trimmed
  }
}
