import Domain
import Masking

/// How texts from outside are brought into form, and which are refused.
enum TextRule {
  /// An identifier of at most so many bytes, without control characters.
  static func identifier(_ text: String, field: String, bytesMax: Int) throws(Rejection) -> String {
    guard !text.isEmpty, text.utf8.count <= bytesMax, text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
      throw Rejection(.badIdentifier, field: field, "1 to \(bytesMax) bytes without control characters are needed")
    }
    return text
  }

  /// Checks the name of a shelf, a model or the like: lower-case letters, digits, "-", "_" and ".", so that no address and no
  /// sentence passes for one.
  static func checkName(_ text: String, field: String) throws(Rejection) {
    guard ShelfDefinition.isName(text) else {
      throw Rejection(
        .badIdentifier, field: field,
        "1 to \(ShelfDefinition.nameBytesMax) lower-case letters, digits, \"-\", \"_\" and \".\" are needed")
    }
  }

  /// A text for people, in Unicode's composed form, with single spaces and without control characters.
  static func normalized(_ text: String, field: String, bytesMax: Int) throws(Rejection) -> String {
    let normalized = TextForm.display(text)
    guard normalized.utf8.count <= bytesMax else {
      throw Rejection(.overlongText, field: field, "\(normalized.utf8.count) bytes, at most \(bytesMax) are kept")
    }
    return normalized
  }

  /// A text that is there; nil for one that is absent or empty, which the wire cannot tell apart.
  static func present(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
  }
}
