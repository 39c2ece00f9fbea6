/// Finds what other modules can see.
enum PublicDeclarations {
  private static let keywords: Set<String> = [
    "func", "init", "init?", "subscript", "var", "let", "case", "struct", "enum", "class", "actor", "protocol",
    "typealias", "associatedtype", "static", "mutating", "indirect",
  ]

  /// The line indices of public declarations, and of members of public enums and protocols, without a `///` line above.
  static func undocumented(in file: SourceFile) -> [Int] {
    guard file.code.contains(where: { $0.contains("public ") || $0.contains("open ") }) else { return [] }
    var found: [Int] = []
    var depth = 0
    /// Depths at which every `case`, or every member, is public.
    var enumDepths: Set<Int> = []
    var protocolDepths: Set<Int> = []
    for (index, line) in file.code.enumerated() {
      let words = line.trimmed.split { " (<:".contains($0) }.map(String.init)
      let isPublic =
        isDeclaration(words) || words.first == "case" && enumDepths.contains(depth)
        || protocolDepths.contains(depth) && words.first.map(keywords.contains) == true
      if isPublic, !isDocumented(index, in: file) { found.append(index) }
      let opened = depth + line.utf8.count { $0 == UInt8(ascii: "{") }
      depth = opened - line.utf8.count { $0 == UInt8(ascii: "}") }
      enumDepths = enumDepths.filter { $0 <= depth }
      protocolDepths = protocolDepths.filter { $0 <= depth }
      if words.contains("public"), opened == depth, line.utf8.contains(UInt8(ascii: "{")) {
        if words.contains("enum") { enumDepths.insert(depth) }
        if words.contains("protocol") { protocolDepths.insert(depth) }
      }
    }
    return found
  }

  private static func isDeclaration(_ words: [String]) -> Bool {
    guard let access = words.first(where: { !$0.hasPrefix("@") }), access == "public" || access == "open" else {
      return false
    }
    return !words.contains("import") && !words.contains("extension") && words.contains(where: keywords.contains)
  }

  private static func isDocumented(_ index: Int, in file: SourceFile) -> Bool {
    var above = index - 1
    while above >= 0, file.lines[above].trimmed.hasPrefix("@") { above -= 1 }
    return above >= 0 && (file.lines[above].trimmed.hasPrefix("///") || file.lines[above].trimmed.hasSuffix("*/"))
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmed: Substring {
    let blank = UInt8(ascii: " ")
    guard let first = utf8.firstIndex(where: { $0 != blank }), let last = utf8.lastIndex(where: { $0 != blank }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}
