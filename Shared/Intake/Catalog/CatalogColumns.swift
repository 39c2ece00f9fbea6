import Features
import Masking

/// Finds the fields of a catalog's record in a table's rows. The columns are named as the fields of ``CatalogLine``.
struct CatalogColumns: Sendable {
  private let item: Int
  private let title: Int
  private let others: [String: Int]

  /// The names of the columns that are passed over.
  let unreadColumns: [String]

  private static let optional = ["subtitle", "artist", "genre", "released", "length", "editorial", "country"]

  /// - Throws: ``IntakeError/missingColumn(source:column:found:)`` without items or titles.
  init(_ columns: TableColumns) throws(IntakeError) {
    item = try columns.index(ofNeeded: ["item"])
    title = try columns.index(ofNeeded: ["title"])
    var others: [String: Int] = [:]
    for name in Self.optional { others[name] = try columns.index(of: [name]) }
    self.others = others
    unreadColumns = columns.unread(but: [item, title] + others.values.map { $0 })
  }

  /// The fields of a row's cells.
  func record(of cells: TableCells) throws(Rejection) -> CatalogRecord {
    CatalogRecord(
      item: try RecordRule.present(try cells.text(item, field: "item"), field: "item"),
      title: try RecordRule.present(try cells.text(title, field: "title"), field: "title"),
      subtitle: try cell("subtitle", cells), artist: try cell("artist", cells), genre: try whole("genre", cells),
      released: try release("released", cells), length: try single("length", cells),
      editorial: try whole("editorial", cells), country: try cell("country", cells))
  }

  private func cell(_ name: String, _ cells: TableCells) throws(Rejection) -> String? {
    try cells.text(others[name], field: name)
  }

  private func number(_ name: String, _ cells: TableCells) throws(Rejection) -> WrittenNumber? {
    guard let text = try cell(name, cells) else { return nil }
    return try NumberRule.number(text, field: name)
  }

  private func whole<Number: FixedWidthInteger>(_ name: String, _ cells: TableCells) throws(Rejection) -> Number? {
    guard let number = try number(name, cells) else { return nil }
    return try NumberRule.whole(number, field: name)
  }

  private func single(_ name: String, _ cells: TableCells) throws(Rejection) -> Float? {
    guard let number = try number(name, cells) else { return nil }
    return try NumberRule.single(number, field: name)
  }

  private func release(_ name: String, _ cells: TableCells) throws(Rejection) -> Int64? {
    guard let text = try cell(name, cells) else { return nil }
    return try ReleaseRule.seconds(text, field: name)
  }
}
