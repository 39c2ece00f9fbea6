/// Splits bytes into lines, whatever pieces the bytes come in, and holds no line longer than its bound.
///
/// A line ends at a line feed, with or without a carriage return before it. A byte order mark before the first line is
/// dropped. Lines of nothing but spaces are counted and passed over.
struct LineSplitter: Sendable {
  private var held: [UInt8] = []
  private var isOverlong = false
  private var lineNumber = 0
  private let lineBytesMax: Int
  /// How many lines had nothing in them.
  private(set) var blankLines = 0

  init(lineBytesMax: Int) {
    self.lineBytesMax = lineBytesMax
  }

  /// The lines that a piece completes.
  mutating func take(_ piece: [UInt8]) -> [RawLine] {
    var lines: [RawLine] = []
    var rest = piece[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      hold(rest[..<end])
      if let line = endLine() { lines.append(line) }
      rest = rest[(end + 1)...]
    }
    hold(rest)
    return lines
  }

  /// The last line, if the bytes did not end in a line feed.
  mutating func finish() -> RawLine? {
    held.isEmpty ? nil : endLine()
  }

  private mutating func hold(_ bytes: ArraySlice<UInt8>) {
    let room = lineBytesMax + 1 - held.count
    held += bytes.prefix(room)
    if bytes.count > room { isOverlong = true }
  }

  private mutating func endLine() -> RawLine? {
    defer {
      held.removeAll(keepingCapacity: true)
      isOverlong = false
    }
    lineNumber += 1
    if lineNumber == 1 && held.starts(with: [0xEF, 0xBB, 0xBF]) { held.removeFirst(3) }
    if held.last == UInt8(ascii: "\r") && !isOverlong { held.removeLast() }
    if held.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) && !isOverlong {
      blankLines += 1
      return nil
    }
    let isTooLong = isOverlong || held.count > lineBytesMax
    return RawLine(number: lineNumber, bytes: Array(held.prefix(lineBytesMax)), isOverlong: isTooLong)
  }
}

/// One line of a file, as it stands there.
public struct RawLine: Hashable, Sendable {
  /// Its number in the file, from 1; blank lines count.
  public var number: Int
  /// Its bytes without the line break; of an overlong line only the beginning.
  public var bytes: [UInt8]
  /// Whether it is longer than a line may be.
  public var isOverlong: Bool

  /// The line's bytes.
  ///
  /// - Throws: A rejection when it is longer than a line may be.
  public func checked() throws(Rejection) -> [UInt8] {
    guard !isOverlong else {
      throw Rejection(.overlongLine, "longer than \(bytes.count) bytes")
    }
    return bytes
  }
}
