import Storage
import Support
import Testing

@testable import Intake

@Suite("Lines of files")
struct LinesTests {
  private static let text = Array("\u{FEFF}one\r\ntwo\n\n  \t\nthree is too long\nfour\nlast".utf8)
  private static let expected = [
    RawLine(number: 1, bytes: Array("one".utf8), isOverlong: false),
    RawLine(number: 2, bytes: Array("two".utf8), isOverlong: false),
    RawLine(number: 5, bytes: Array("three ".utf8), isOverlong: true),
    RawLine(number: 6, bytes: Array("four".utf8), isOverlong: false),
    RawLine(number: 7, bytes: Array("last".utf8), isOverlong: false),
  ]

  @Test("Lines are the same wherever the bytes are cut into pieces")
  func pieces() {
    for first in 0...Self.text.count {
      for second in first...Self.text.count {
        var splitter = LineSplitter(lineBytesMax: 6)
        var lines = splitter.take(Array(Self.text[..<first]))
        lines += splitter.take(Array(Self.text[first..<second])) + splitter.take(Array(Self.text[second...]))
        if let last = splitter.finish() { lines.append(last) }
        #expect(lines == Self.expected, "cut at \(first) and \(second)")
        #expect(splitter.blankLines == 2)
      }
    }
  }

  @Test("A line of exactly the bound is whole, and one byte more is too long")
  func bound() {
    for ending in ["\n", "\r\n", ""] {
      for (length, isOverlong) in [(5, false), (6, false), (7, true), (8, true)] {
        var splitter = LineSplitter(lineBytesMax: 6)
        let line = [UInt8](repeating: 120, count: length)
        let lines = splitter.take(line + Array(ending.utf8)) + [splitter.finish()].compactMap { $0 }
        #expect(lines.map(\.isOverlong) == [isOverlong], "\(length) bytes")
        #expect(lines[0].bytes == Array(line.prefix(6)))
      }
    }
  }

  @Test("A file larger than a piece is read to its end, line by line")
  func largeFile() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<40_000).map { "{\"number\":\($0),\"filling\":\"..............................\"}" }
    try folder.write(Array(lines.joined(separator: "\n").utf8), to: "large.jsonl")
    var reader = try await JSONLinesReader.open(folder.path("large.jsonl"))
    var read: [String] = []
    while let batch = try await reader.next() { read += batch.map { String(decoding: $0.bytes, as: UTF8.self) } }
    #expect(read == lines)
    #expect(reader.lines == 40_000)
  }

  @Test("An empty file and one of blank lines are errors that name it")
  func emptyFile() async throws {
    let folder = try TemporaryFolder()
    for bytes in [[], Array("\n \n\r\n".utf8)] {
      try folder.write(bytes, to: "empty.jsonl")
      var reader = try await JSONLinesReader.open(folder.path("empty.jsonl"))
      await #expect(throws: IntakeError.emptyFile(path: folder.path("empty.jsonl"))) { _ = try await reader.next() }
    }
  }
}
