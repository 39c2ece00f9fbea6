/// Blanks comments and string literals out of Swift source, so that braces and words can be counted.
///
/// Knows nested comments, strings of one and of many lines, raw strings, and interpolations with strings of their own.
/// Every newline stays where it was.
struct CodeBlanker {
  private let source: [UInt8]
  private var result: [UInt8]
  private var position = 0

  /// The source with a blank for every byte that is not code.
  static func blank(_ source: [UInt8]) -> [UInt8] {
    var blanker = CodeBlanker(source: source, result: source)
    blanker.skipCode(untilClosed: false)
    return blanker.result
  }

  /// Goes over code; when `untilClosed`, up to the parenthesis that closes an interpolation.
  private mutating func skipCode(untilClosed: Bool) {
    var depth = 0
    while position < source.count {
      let byte = source[position]
      // Whatever begins a comment or a string, or is a parenthesis, lies between these two.
      if byte < UInt8(ascii: "\"") || byte > UInt8(ascii: "/") {
        position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "/") where startsWith("//"): blankLine()
      case UInt8(ascii: "/") where startsWith("/*"): blankComment()
      case UInt8(ascii: "\""): blankString(hashes: 0)
      case UInt8(ascii: "#") where hashesBeforeQuote > 0: blankString(hashes: hashesBeforeQuote)
      case UInt8(ascii: "("):
        depth += 1
        position += 1
      case UInt8(ascii: ")"):
        depth -= 1
        position += 1
        if untilClosed, depth < 0 { return }
      default: position += 1
      }
    }
  }

  private mutating func blankLine() {
    let newline = UInt8(ascii: "\n")
    while position < source.count, source[position] != newline {
      result[position] = 32
      position += 1
    }
  }

  private mutating func blankComment() {
    var depth = 0
    repeat {
      if startsWith("/*") {
        depth += 1
        blankByte()
      } else if startsWith("*/") {
        depth -= 1
        blankByte()
      }
      blankByte()
    } while depth > 0 && position < source.count
  }

  private mutating func blankString(hashes: Int) {
    for _ in 0..<hashes { blankByte() }
    let isLong = startsWith("\"\"\"")
    let (quote, escape, newline) = (UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "\n"))
    let quotes = isLong ? 3 : 1
    for _ in 0..<quotes { blankByte() }
    while position < source.count {
      let byte = source[position]
      if byte == quote, closes(quotes: quotes, hashes: hashes) {
        for _ in 0..<(quotes + hashes) { blankByte() }
        return
      }
      if byte == escape, follows(hashes: hashes, at: position + 1) {
        blankEscape(hashes: hashes)
      } else if byte == newline, !isLong {
        return
      } else {
        blankByte()
      }
    }
  }

  /// An escape, or a whole interpolation: what stands in it is blanked too.
  private mutating func blankEscape(hashes: Int) {
    for _ in 0...hashes { blankByte() }
    guard position < source.count else { return }
    let isInterpolation = source[position] == UInt8(ascii: "(")
    if source[position] != UInt8(ascii: "\n") { blankByte() }
    guard isInterpolation else { return }
    let start = position
    skipCode(untilClosed: true)
    for index in start..<position where result[index] != UInt8(ascii: "\n") { result[index] = UInt8(ascii: " ") }
  }

  private mutating func blankByte() {
    guard position < source.count else { return }
    if source[position] != UInt8(ascii: "\n") { result[position] = UInt8(ascii: " ") }
    position += 1
  }

  private func startsWith(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= source.count else { return false }
    return text.withUTF8Buffer { bytes in
      bytes.indices.allSatisfy { unsafe source[position + $0] == bytes[$0] }
    }
  }

  /// How many "#" stand here before a quote; 0 when no raw string begins here.
  private var hashesBeforeQuote: Int {
    var end = position
    while end < source.count, source[end] == UInt8(ascii: "#") { end += 1 }
    return end < source.count && source[end] == UInt8(ascii: "\"") ? end - position : 0
  }

  private func closes(quotes: Int, hashes: Int) -> Bool {
    guard position + quotes <= source.count else { return false }
    return source[position..<(position + quotes)].allSatisfy { $0 == UInt8(ascii: "\"") }
      && follows(hashes: hashes, at: position + quotes)
  }

  private func follows(hashes: Int, at start: Int) -> Bool {
    guard start + hashes <= source.count else { return false }
    return source[start..<(start + hashes)].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
