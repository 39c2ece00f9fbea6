import Glibc

/// Bytes that come in pieces, as lines that are read where they stand.
///
/// A line ends at a line feed, with or without a carriage return before it. A byte order mark before the first line is passed
/// over. A line that is too long is told when its end has come, and never held whole.
struct LineBuffer {
  /// What was found.
  enum Line: Equatable {
    /// Where a line stands in ``bytes``.
    case range(Range<Int>)
    /// A line of nothing but spaces.
    case blank
    /// A line longer than the bound.
    case overlong
  }

  /// What is held: valid until the next piece is added.
  private(set) var bytes: [UInt8] = []
  /// How many lines were found, blank ones too: the number of the last.
  private(set) var number: Int
  /// How many bytes were passed, up to the end of the last line found.
  private(set) var offset: Int
  private var start = 0
  private var isOverlong = false
  private let lineBytesMax: Int

  /// Begins behind so many lines and bytes.
  init(lineBytesMax: Int, number: Int = 0, offset: Int = 0) {
    self.lineBytesMax = lineBytesMax
    self.number = number
    self.offset = offset
  }

  /// Adds a piece behind what is left of those before.
  mutating func add(_ piece: [UInt8]) {
    bytes.removeFirst(start)
    start = 0
    bytes += piece
  }

  /// The next line that has an end.
  mutating func next() -> Line? {
    guard let end = lineEnd() else {
      if bytes.count - start > lineBytesMax + 2 {
        isOverlong = true
        offset += bytes.count - start
        start = bytes.count
      }
      return nil
    }
    offset += 1
    return line(until: end, next: end + 1)
  }

  /// The last line, if the bytes did not end in a line feed.
  mutating func finish() -> Line? {
    start < bytes.count || isOverlong ? line(until: bytes.count, next: bytes.count) : nil
  }

  /// Whether bytes are left that no line found so far has.
  var hasMore: Bool { start < bytes.count || isOverlong }

  private mutating func line(until end: Int, next: Int) -> Line {
    defer {
      offset += end - start
      start = next
      isOverlong = false
    }
    number += 1
    var range = start..<end
    if number == 1, bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { range = (start + 3)..<end }
    if let last = range.last, bytes[last] == UInt8(ascii: "\r") { range = range.dropLast() }
    if isOverlong || range.count > lineBytesMax { return .overlong }
    return isBlank(range) ? .blank : .range(range)
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    guard let first = range.first else { return true }
    if bytes[first] == UInt8(ascii: "{") { return false }
    return bytes[range].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private func lineEnd() -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, start < buffer.count,
        let found = unsafe memchr(base + start, 10, buffer.count - start)
      else { return nil }
      return unsafe base.distance(to: UnsafeRawPointer(found))
    }
  }
}
