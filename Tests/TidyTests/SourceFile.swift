/// A Swift file, as lines.
struct SourceFile: Sendable {
  let path: String
  /// As written.
  let lines: [String]
  /// The same lines with blanks for comments and for what string literals hold.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = Self.lines(of: text.utf8)
    code = Self.lines(of: CodeBlanker.blank(Array(text.utf8)))
  }

  /// Whether it is a test or a part of one.
  var isTest: Bool { path.hasPrefix("Tests/") }

  /// "path:line", as editors and terminals open it.
  func place(_ index: Int) -> String { "\(path):\(index + 1)" }

  private static func lines(of text: some Sequence<UInt8>) -> [String] {
    var lines = Array(text).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
