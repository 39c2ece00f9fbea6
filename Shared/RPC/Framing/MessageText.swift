/// Texts that somebody sent, as they may stand in a message to people: cut to a length, without control characters.
public enum MessageText {
  /// The most characters of an excerpt; longer texts end in "...".
  public static let excerptCharactersMaximum = 64

  /// The longest name of a model, a dataset or an object that a request may have, in bytes of UTF-8.
  public static let nameBytesMaximum = 1024

  /// - Throws: INVALID_ARGUMENT, which names the field, for a name that is empty, too long, or has control characters.
  public static func checkName(_ name: String, field: String) throws(RPCStatus) {
    guard !name.isEmpty else { throw RPCStatus(.invalidArgument, "\(field) is empty: name one") }
    guard name.utf8.count <= nameBytesMaximum, cleaned(name) == name else {
      throw RPCStatus(
        .invalidArgument,
        "\(field) \"\(excerpt(name))\" is no name: it has 1 to \(nameBytesMaximum) bytes without control characters")
    }
  }

  /// The beginning of a text.
  public static func excerpt(_ text: String) -> String {
    let start = cleaned(String(text.unicodeScalars.prefix(excerptCharactersMaximum)))
    return text.unicodeScalars.dropFirst(excerptCharactersMaximum).isEmpty ? start : start + "..."
  }

  /// The text with "?" for everything that can steer a terminal or turn the direction of what follows.
  public static func cleaned(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "?" : $0 }))
  }

  /// As much of a text as has at most so many bytes of UTF-8, in whole scalars.
  static func beginning(_ text: String, _ bytesMaximum: Int) -> String {
    var end = text.utf8.index(text.startIndex, offsetBy: bytesMaximum, limitedBy: text.endIndex) ?? text.endIndex
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text.unicodeScalars[..<end])
  }

  /// Control and format characters, line and paragraph separators.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value < 0x20 || scalar.value >= 0x7f else { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
