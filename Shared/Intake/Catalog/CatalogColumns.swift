import Features
import Masking

/// Finds the fields of a catalog's record in a table's rows. The columns are named as the fields of ``CatalogLine``.
struct CatalogColumns: Sendable {
  private let item: Int
  private let title: Int
  private let others: [String: Int]

  private static let optional = ["subtitle", "artist", "genre", "released", "length", "editorial", "country"]

  /// - Throws: ``IntakeError/missingColumn(source:column:)`` without items or titles.
  init(_ columns: TableColumns) throws(IntakeError) {
    item = try columns.index(ofNeeded: ["item"])
    title = try columns.index(ofNeeded: ["title"])
    var others: [String: Int] = [:]
    for name in Self.optional { others[name] = columns.index(of: [name]) }
    self.others = others
  }

  /// The fields of a row's cells.
  func record(of cells: [String?]) throws(Rejection) -> CatalogRecord {
    CatalogRecord(
      item: try RecordRule.present(cells[item], field: "item"),
      title: try RecordRule.present(cells[title], field: "title"), subtitle: cell("subtitle", cells),
      artist: cell("artist", cells), genre: try whole("genre", cells), released: try release("released", cells),
      length: try single("length", cells), editorial: try whole("editorial", cells), country: cell("country", cells))
  }

  private func cell(_ name: String, _ cells: [String?]) -> String? { others[name].flatMap { cells[$0] } }

  private func number(_ name: String, _ cells: [String?]) throws(Rejection) -> WrittenNumber? {
    guard let text = cell(name, cells) else { return nil }
    return try NumberRule.number(text, field: name)
  }

  private func whole<Number: FixedWidthInteger>(_ name: String, _ cells: [String?]) throws(Rejection) -> Number? {
    guard let number = try number(name, cells) else { return nil }
    return try NumberRule.whole(number, field: name)
  }

  private func single(_ name: String, _ cells: [String?]) throws(Rejection) -> Float? {
    guard let number = try number(name, cells) else { return nil }
    return try NumberRule.single(number, field: name)
  }

  private func release(_ name: String, _ cells: [String?]) throws(Rejection) -> Int64? {
    guard let text = cell(name, cells) else { return nil }
    return try ReleaseRule.seconds(text, field: name)
  }
}
