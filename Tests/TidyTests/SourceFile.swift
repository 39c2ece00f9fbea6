/// A Swift file, as lines.
struct SourceFile: Sendable {
  let path: String
  /// As written.
  let lines: [String]
  /// The same lines with blanks for comments and for what string literals hold.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    let bytes = Array(text.utf8)
    lines = Self.lines(of: bytes)
    code = Self.lines(of: CodeBlanker.blank(bytes))
  }

  /// Whether it is a test or a part of one.
  var isTest: Bool { path.hasPrefix("Tests/") }

  /// "path:line", as editors and terminals open it.
  func place(_ index: Int) -> String { "\(path):\(index + 1)" }

  private static func lines(of text: [UInt8]) -> [String] {
    let newline = UInt8(ascii: "\n")
    var lines: [String] = []
    var start = 0
    // Loops by index: a test built without optimization is many times slower with ranges and closures.
    var end = 0
    while end < text.count {
      if text[end] == newline {
        lines.append(String(decoding: text[start..<end], as: UTF8.self))
        start = end + 1
      }
      end += 1
    }
    if start < end { lines.append(String(decoding: text[start..<end], as: UTF8.self)) }
    return lines
  }
}
