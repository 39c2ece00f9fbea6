/// Reads the identifiers of accounts as tables, lists and command lines have them: the one rule for all of them.
///
/// Spaces at the ends do not count, nor do quotes around the whole, in which a quote is doubled. What is within counts byte by
/// byte: "Ann" and "ann" are two accounts, and "7" and "007" too.
public enum AccountText {
  /// The account that a cell, a line or an argument means; empty when it means none.
  public static func read(_ text: String) -> String {
    let trimmed = trimmed(text)
    guard trimmed.utf8.count >= 2, trimmed.utf8.first == quote, trimmed.utf8.last == quote else { return trimmed }
    let parts = trimmed.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false)
    return Self.trimmed(parts.joined(separator: "\""))
  }

  /// An account without white space, and invisible characters that count as such, at its ends.
  public static func trimmed(_ text: String) -> String {
    if let first = text.utf8.first, let last = text.utf8.last, isPlain(first), isPlain(last) { return text }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static let quote = UInt8(ascii: "\"")

  private static func isPlain(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 }

  /// White space; the byte order mark and the zero-width space, which look like nothing.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }
}
