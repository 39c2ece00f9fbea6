/// A parameter of a statement.
enum PostgreSQLValue {
  case text(String?)
  case integer(Int64?)
  case real(Double?)
  case bytes([UInt8])

  /// Whether it goes as it is in memory; all others go as text.
  var isBinary: Bool {
    if case .bytes = self { true } else { false }
  }

  /// What is sent; nil for NULL.
  ///
  /// - Throws: ``StorageError/badText(what:)``: a NUL would end the text early.
  func bytes() throws(StorageError) -> [UInt8]? {
    switch self {
    case .bytes(let bytes): return bytes
    case .integer(let value): return value.map { Array(String($0).utf8) }
    case .real(let value): return value.map { Array($0.description.utf8) }
    case .text(let text):
      guard let text else { return nil }
      guard !text.utf8.contains(0) else {
        throw .badText(what: "a text beginning \"\(text.prefix(20).debugDescription)\"")
      }
      return Array(text.utf8)
    }
  }
}
