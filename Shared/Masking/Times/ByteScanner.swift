/// Reads a short text from its front, byte by byte.
struct ByteScanner {
  private(set) var rest: ArraySlice<UInt8>

  init(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)[...]
    while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    rest = bytes
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// How many digits come next.
  var digitCount: Int { rest.prefix { Self.isDigit($0) }.count }

  /// The byte after so many others; 0 behind the end.
  func byte(after count: Int) -> UInt8 { count < rest.count ? rest[rest.startIndex + count] : 0 }

  /// Takes a character if it comes next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes the spaces that come next, and tells whether there were any.
  @discardableResult
  mutating func takeSpaces() -> Bool {
    var hasSpace = false
    while take(" ") { hasSpace = true }
    return hasSpace
  }

  /// Takes the number that exactly so many digits make.
  mutating func digits(_ count: Int) -> Int64? {
    guard count <= 18, rest.count >= count, rest.prefix(count).allSatisfy(Self.isDigit) else { return nil }
    let value = rest.prefix(count).reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    rest.removeFirst(count)
    return value
  }

  /// Takes the digits that come next, and tells how many there were.
  mutating func takeDigits() -> Int {
    let count = digitCount
    rest.removeFirst(count)
    return count
  }

  /// Takes the letters that come next, in lower case.
  mutating func word() -> String {
    let letters = rest.prefix { Self.isLetter($0) }
    rest.removeFirst(letters.count)
    return String(decoding: letters.map { $0 | 32 }, as: UTF8.self)
  }

  /// Takes what follows up to and with a character; nothing when it does not come.
  mutating func skip(through character: Unicode.Scalar) -> Bool {
    guard let end = rest.firstIndex(of: UInt8(ascii: character)) else { return false }
    rest = rest[(end + 1)...]
    return true
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }
}
