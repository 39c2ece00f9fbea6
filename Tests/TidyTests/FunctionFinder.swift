/// A function, an initializer or a subscript with a body.
struct FoundFunction: Equatable {
  let name: String
  /// The index of the line of its keyword.
  let line: Int
  /// From that line to the one of its closing brace, both counted.
  let lineCount: Int
}

/// Finds functions by their keywords and counts braces to their ends.
struct FunctionFinder {
  private struct Token {
    let text: String
    let line: Int
  }

  /// Words that begin another declaration: a function that meets one before its body has none.
  private static let declarations: Set<String> = [
    "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "enum", "class", "actor", "protocol",
    "extension", "typealias", "associatedtype", "static", "mutating", "nonmutating", "public", "private", "internal",
    "fileprivate", "@",
  ]

  private let tokens: [Token]

  /// Every function of the file, nested ones too.
  static func functions(of file: SourceFile) -> [FoundFunction] {
    let finder = FunctionFinder(tokens: tokens(of: file.code))
    return finder.tokens.indices.compactMap(finder.function(at:))
  }

  private func function(at index: Int) -> FoundFunction? {
    let word = tokens[index].text
    guard ["func", "init", "deinit", "subscript"].contains(word), index + 1 < tokens.count else { return nil }
    if index > 0, tokens[index - 1].text == "." || tokens[index - 1].text == "`" { return nil }
    guard let open = bodyStart(after: index), let close = bodyEnd(from: open) else { return nil }
    let name = word == "func" ? tokens[index + 1].text : word
    let line = tokens[index].line
    return FoundFunction(name: name, line: line, lineCount: tokens[close].line - line + 1)
  }

  private func bodyStart(after keyword: Int) -> Int? {
    var depth = 0
    for index in tokens.indices.dropFirst(keyword + 1) {
      switch tokens[index].text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0: return index
      case "}" where depth == 0: return nil
      case let text where depth == 0 && index > keyword + 1 && Self.declarations.contains(text): return nil
      default: break
      }
      if depth < 0 { return nil }
    }
    return nil
  }

  private func bodyEnd(from open: Int) -> Int? {
    var depth = 0
    for index in tokens.indices.dropFirst(open) {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private static func tokens(of code: [String]) -> [Token] {
    var tokens: [Token] = []
    for (line, text) in code.enumerated() {
      let bytes = Array(text.utf8)
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
        if end == start { end += 1 }
        if bytes[start] != UInt8(ascii: " ") {
          tokens.append(Token(text: String(decoding: bytes[start..<end], as: UTF8.self), line: line))
        }
        start = end
      }
    }
    return tokens
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let lower = byte | 32
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte == UInt8(ascii: "_") || byte >= 128
  }
}
