/// Variables of an environment as they are meant: without the spaces and line breaks at their ends that files of secrets leave,
/// and not set when nothing else is in them, as compose files leave those that have no value.
struct S3Environment {
  private let values: [String: String]

  /// The variables of an environment.
  init(_ values: [String: String]) {
    self.values = values
  }

  /// A variable's value; nil when it is not set, or empty.
  subscript(name: String) -> String? {
    guard let value = values[name].map({ Self.trimmed($0[...]) }), !value.isEmpty else { return nil }
    return value
  }

  /// The first of some variables that is set, and which it is.
  func first(of names: String...) -> (name: String, value: String)? {
    for name in names {
      if let value = self[name] { return (name, value) }
    }
    return nil
  }

  /// Why a text cannot stand in a header of a request; nil when it can.
  static func fault(in text: String) -> String? {
    if text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      return "it has a line break: take it out"
    }
    let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }
    return isPlain ? nil : "it has a character that none may have, such as a space or a curly quote: copy it anew"
  }

  /// A text without white space at its ends.
  static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
