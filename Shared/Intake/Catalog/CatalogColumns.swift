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
      artist: cell("artist", cells), genre: try number("genre", cells), released: try released(cells),
      length: try number("length", cells), editorial: try number("editorial", cells), country: cell("country", cells))
  }

  private func cell(_ name: String, _ cells: [String?]) -> String? { others[name].flatMap { cells[$0] } }

  private func number<Number: LosslessStringConvertible>(
    _ name: String, _ cells: [String?]
  ) throws(Rejection) -> Number? {
    guard let text = cell(name, cells) else { return nil }
    guard let number = Number(text) else {
      throw Rejection(.badCount, field: name, "\(Rejection.excerpt(text)) is not a number of its range")
    }
    return number
  }

  /// Seconds since 1970, or a date.
  private func released(_ cells: [String?]) throws(Rejection) -> Int64? {
    guard let text = cell("released", cells) else { return nil }
    if text.utf8.count != 8, let seconds = Int64(text) { return seconds }
    do {
      return try TimestampText.date(text).days * 86_400
    } catch {
      throw Rejection(.badMoment, field: "released", "\(Rejection.excerpt(text)): \(error)")
    }
  }
}
