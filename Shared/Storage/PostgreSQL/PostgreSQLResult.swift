import CPostgreSQL

/// What a statement came to. Frees libpq's handle.
@safe final class PostgreSQLResult {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) {
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe PQclear(handle) }

  /// What went wrong; nil when nothing did.
  var failure: PostgreSQLFailure? {
    switch unsafe PQresultStatus(handle) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN, PGRES_EMPTY_QUERY: return nil
    default: return PostgreSQLFailure(code: field(UInt8(ascii: "C")), reason: field(UInt8(ascii: "M")))
    }
  }

  /// Whether the server waits for rows to copy.
  var asksForRows: Bool { unsafe PQresultStatus(handle) == PGRES_COPY_IN }

  /// How many rows the statement changed.
  var changedCount: Int { unsafe Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  /// The rows, in order.
  var rows: [PostgreSQLRow] {
    let count = unsafe PQntuples(handle)
    return (0..<count).map { PostgreSQLRow(result: self, index: $0) }
  }

  /// The names of the columns, in order.
  var columns: [String] {
    let columnCount = unsafe PQnfields(handle)
    return (0..<columnCount).map { unsafe String(cString: PQfname(handle, $0)) }
  }

  /// All cells, row by row; nil for NULL.
  var cells: [[String?]] {
    let columnCount = unsafe PQnfields(handle)
    let rowCount = unsafe PQntuples(handle)
    return (0..<rowCount).map { row in
      (0..<columnCount).map { column in
        guard unsafe PQgetisnull(handle, row, column) == 0 else { return nil }
        return unsafe String(cString: PQgetvalue(handle, row, column))
      }
    }
  }

  /// A cell's text; nil for NULL and for a column that is not there.
  func text(row: Int32, column: String) -> String? {
    let number = unsafe PQfnumber(handle, column)
    guard number >= 0, unsafe PQgetisnull(handle, row, number) == 0 else { return nil }
    return unsafe String(cString: PQgetvalue(handle, row, number))
  }

  private func field(_ code: UInt8) -> String {
    guard let text = unsafe PQresultErrorField(handle, Int32(code)) else { return "" }
    return unsafe String(cString: text)
  }
}

/// One row of a result.
struct PostgreSQLRow {
  let result: PostgreSQLResult
  let index: Int32

  /// A text that may be NULL.
  func optional(_ column: String) -> String? { result.text(row: index, column: column) }

  /// A number that may be NULL.
  func optional<Number: LosslessStringConvertible>(_ column: String, _ type: Number.Type) -> Number? {
    optional(column).flatMap { Number($0) }
  }

  /// A text that is there.
  ///
  /// - Throws: ``UnreadableColumn``.
  func text(_ column: String) throws(UnreadableColumn) -> String {
    guard let text = optional(column) else { throw UnreadableColumn(expected: column, text: "NULL") }
    return text
  }

  /// A number that is there.
  ///
  /// - Throws: ``UnreadableColumn``.
  func number<Number: LosslessStringConvertible>(_ column: String, _ type: Number.Type) throws(UnreadableColumn)
    -> Number
  {
    let text = try text(column)
    guard let number = Number(text) else { throw UnreadableColumn(expected: column, text: text) }
    return number
  }

  /// Bytes, from the server's hexadecimal form.
  ///
  /// - Throws: ``UnreadableColumn``.
  func bytes(_ column: String) throws(UnreadableColumn) -> [UInt8] {
    let digits = Array(try text(column).utf8.dropFirst(2))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else {
        throw UnreadableColumn(expected: column, text: "not hexadecimal")
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
