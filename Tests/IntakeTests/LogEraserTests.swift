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
    #expect(try await eraser.occurrences(of: listener)["events/"] == 3)
    let erasure = try await eraser.erase(listener)
    #expect(erasure.lines == ["events": 3, "pages": 1])
    #expect(try await eraser.occurrences(of: listener).values.allSatisfy { $0 == 0 })
    #expect(
      try await objects.list(prefix: "") == [
        "events/date=2024-01-01/hour=00/w-1.jsonl", "models/popularity/1.model",
        "pages/date=2024-01-01/hour=00/w-1.jsonl", "quarantine/date=2024-01-01/w-1.jsonl",
      ])
    #expect(
      String(decoding: try await objects.get("events/date=2024-01-01/hour=00/w-1.jsonl"), as: UTF8.self)
        == theirs + theirs)
    #expect(try await eraser.erase(listener).lines.isEmpty)
  }

  @Test("A last line without its end is a line too")
  func unended() {
    let (kept, removed) = LogEraser.split(Array("a1\nb2\na3".utf8), by: Array("a".utf8))
    #expect(String(decoding: kept, as: UTF8.self) == "b2\n")
    #expect(removed.map { String(decoding: $0, as: UTF8.self) } == ["a1\n", "a3"])
  }
}
