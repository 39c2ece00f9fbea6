import Features
import Intake
import Storage
import Testing

@Suite("Quarantine")
struct QuarantineTests {
  @Test("A rejected line is kept with its reason and its place, and without what came, which nobody has masked")
  func kept() async throws {
    let objects = MemoryObjectStore()
    let writer = QuarantineWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    let rejection = Rejection(.unknownKind, field: "kind", "\"dance\" is not a kind")
    try await writer.append(rejection, source: "a.jsonl", line: 3, received: Samples.received)
    try await writer.append(
      rejection, excerpt: String(repeating: "x", count: 10_000), source: "RecordEvents", received: Samples.received)
    try await writer.flush()
    let keys = try await objects.list(prefix: "quarantine/")
    #expect(keys == ["quarantine/date=2023-11-14/test-0000000001.jsonl"])
    let lines = String(decoding: try await objects.get(keys[0]), as: UTF8.self).split(separator: "\n")
    let expected =
      #"{"reason":"unknownKind","field":"kind","message":"\"dance\" is not a kind","source":"a.jsonl","line":3,"#
      + #""received":1700000000000}"#
    #expect(lines[0] == expected)
    #expect(lines[1].utf8.count < IntakeLimits.quarantinedBytesMax + 300)
  }

  @Test("Rejections are counted by reason, with the first as the example")
  func tally() {
    var tally = QuarantineTally()
    #expect(tally.isEmpty && tally.summary.isEmpty)
    tally.add(Rejection(.badItem, field: "item", "first"), source: "a", line: 7)
    tally.add(Rejection(.badItem, field: "item", "second"), source: "a", line: 8)
    tally.add(Rejection(.unknownKind, field: "kind", "other"))
    var sum = QuarantineTally()
    sum.add(Rejection(.unknownKind, field: "kind", "earlier"), source: "b", line: 1)
    sum.add(tally)
    #expect(sum.count == 4)
    #expect(sum.summary == ["badItem: 2, first at a:7: (item) first", "unknownKind: 2, first at b:1: (kind) earlier"])
  }

  @Test("A reason's name never changes, for it is stored")
  func names() {
    #expect(
      QuarantineReason.allCases.map(\.rawValue) == [
        "malformedLine", "overlongLine", "unknownKind", "missingField", "badItem", "badListener", "badIdentifier",
        "badMoment", "futureMoment", "lateMoment", "nonFiniteNumber", "negativeDuration", "badCount", "badDuration",
        "overlongText",
        "unknownItem", "badAttribute", "badPropensity", "badVector", "badChecksum", "duplicateItem",
        "strangeClick", "earlyClick", "lateClick", "misplacedClick", "pagelessClick",
        "forgottenListener",
      ])
  }
}
