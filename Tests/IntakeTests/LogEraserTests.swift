import Domain
import Features
import Storage
import Testing

@testable import Intake

@Suite("Erasing a listener from the logs")
struct LogEraserTests {
  @Test("Their lines go from every log, others stay byte for byte, and objects without a line left go too")
  func erases() async throws {
    let objects = MemoryObjectStore()
    let listener = try #require(ListenerIdentifier("pseudonym-of-a"))
    let mine = #"{"listener":"pseudonym-of-a","event":"x"}"# + "\n"
    let theirs = #"{"listener":"pseudonym-of-b","event":"y"}"# + "\n"
    let stored = [
      "events/date=2024-01-01/hour=00/w-1.jsonl": theirs + mine + theirs + mine,
      "events/date=2024-01-01/hour=01/w-2.jsonl": mine,
      "pages/date=2024-01-01/hour=00/w-1.jsonl": mine + theirs, "quarantine/date=2024-01-01/w-1.jsonl": theirs,
      "models/popularity/1.model": mine,
    ]
    for (key, text) in stored { try await objects.put(Array(text.utf8), at: key) }
    let eraser = LogEraser(objects: objects)
    #expect(try await eraser.occurrences(of: [listener]) == [["events": 3, "pages": 1]])
    let erasure = try await eraser.erase([listener])
    #expect(erasure.map(\.lines) == [["events": 3, "pages": 1]])
    #expect(try await eraser.occurrences(of: [listener]) == [[:]])
    #expect(
      try await objects.list(prefix: "") == [
        "events/date=2024-01-01/hour=00/w-1.jsonl", "models/popularity/1.model",
        "pages/date=2024-01-01/hour=00/w-1.jsonl", "quarantine/date=2024-01-01/w-1.jsonl",
      ])
    #expect(
      String(decoding: try await objects.get("events/date=2024-01-01/hour=00/w-1.jsonl"), as: UTF8.self)
        == theirs + theirs)
    #expect(try await eraser.erase([listener]).map(\.lines) == [[:]])
  }

  @Test("One pass takes out the lines of many listeners, and tells each one's")
  func many() async throws {
    let store = SteeredObjectStore()
    for hour in 0..<4 {
      let lines = (0..<50).map { #"{"listener":"pseudonym-\#($0)","event":"\#(hour)"}"# + "\n" }.joined()
      try await store.put(Array(lines.utf8), at: "events/date=2024-01-01/hour=0\(hour)/w-1.jsonl")
    }
    let gone = try (10..<40).map { try #require(ListenerIdentifier("pseudonym-\($0)")) }
    let eraser = LogEraser(objects: store)
    #expect(try await eraser.erase(gone).map(\.lines) == gone.map { _ in ["events": 4] })
    #expect(await store.count(.get) == 4)
    #expect(try await eraser.occurrences(of: gone) == gone.map { _ in [:] })
    #expect(await store.count(.get) == 8)
    let left = try await store.get("events/date=2024-01-01/hour=00/w-1.jsonl")
    #expect(left.count { $0 == UInt8(ascii: "\n") } == 20)
  }

  @Test("A last line without its end is a line too")
  func unended() {
    let (kept, removed) = LogEraser.split(Array("a1\nb2\na3".utf8), by: ByteSearch([Array("a".utf8)]))
    #expect(String(decoding: kept, as: UTF8.self) == "b2\n")
    #expect(removed.map { String(decoding: $0.line, as: UTF8.self) } == ["a1\n", "a3"])
  }
}
