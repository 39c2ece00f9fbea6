/// The little XML that S3's answers are made of: elements in elements and text, no more than that.
enum S3Document {
  /// The text of an element, and the names from the root's to its own with slashes between them.
  struct Leaf: Equatable {
    var path: String
    var text: String
  }

  /// The elements without elements of their own, in their order, attributes and comments left out; nil for what is not
  /// well-formed, or is nested more than 16 deep.
  static func leaves(of bytes: [UInt8]) -> [Leaf]? {
    var reader = Reader(text: String(decoding: bytes, as: UTF8.self)[...])
    return reader.leaves()
  }

  private static let depthMax = 16

  private struct Reader {
    var text: Substring
    var open: [Substring] = []
    var found: [Leaf] = []
    var isLeaf = false

    mutating func leaves() -> [Leaf]? {
      while let start = text.firstIndex(of: "<") {
        let content = text[..<start]
        text = text[start...]
        guard takeTag(after: content) else { return nil }
      }
      return open.isEmpty ? found : nil
    }

    /// Takes the tag that the text begins with; false when it cannot be one here.
    private mutating func takeTag(after content: Substring) -> Bool {
      if text.hasPrefix("<!--") { return skip(to: "-->") }
      guard let end = text.firstIndex(of: ">") else { return false }
      var tag = text[text.index(after: text.startIndex)..<end]
      text = text[text.index(after: end)...]
      if tag.hasPrefix("?") { return true }
      if tag.hasPrefix("!") { return false }
      if tag.hasPrefix("/") { return close(tag.dropFirst(), content) }
      let isEmpty = tag.hasSuffix("/")
      if isEmpty { tag = tag.dropLast() }
      open.append(tag.prefix { !$0.isWhitespace })
      isLeaf = true
      guard open.count <= S3Document.depthMax else { return false }
      return isEmpty ? close(tag.prefix { !$0.isWhitespace }, "") : true
    }

    private mutating func skip(to end: String) -> Bool {
      guard let found = text.firstRange(of: end) else { return false }
      text = text[found.upperBound...]
      return true
    }

    private mutating func close(_ name: Substring, _ content: Substring) -> Bool {
      guard open.last == name.prefix(while: { !$0.isWhitespace }) else { return false }
      if isLeaf {
        guard let text = S3Document.unescaped(content) else { return false }
        found.append(Leaf(path: open.joined(separator: "/"), text: text))
      }
      isLeaf = false
      open.removeLast()
      return true
    }
  }

  /// A text with its entities resolved; nil when it has one that XML does not know.
  private static func unescaped(_ text: Substring) -> String? {
    var result = ""
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      guard let end = rest[start...].firstIndex(of: ";") else { return nil }
      guard let character = character(of: rest[rest.index(after: start)..<end]) else { return nil }
      result += rest[..<start]
      result.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(of entity: Substring) -> Character? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { return nil }
      let isHexadecimal = entity.hasPrefix("#x")
      let digits = entity.dropFirst(isHexadecimal ? 2 : 1)
      return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }
}
