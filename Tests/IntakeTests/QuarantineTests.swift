import Features
import Intake
import Storage
import Testing

@Suite("Quarantine")
struct QuarantineTests {
  @Test("A rejected line is kept with its reason, cut at its bound, and readable whatever its bytes")
  func kept() async throws {
    let objects = MemoryObjectStore()
    let writer = QuarantineWriter(objects: objects, writer: LogWriterName(fixed: "test"))
    let rejection = Rejection(.unknownKind, field: "kind", "\"dance\" is not a kind")
    try await writer.append(
      rejection, raw: Array("{\"kind\":\"dance\"}".utf8), source: "a.jsonl", line: 3, received: Samples.received)
    try await writer.append(rejection, raw: [0xFF, 0], received: Samples.received)
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
    try await writer.append(rejection, raw: long, received: Samples.received)
    try await writer.flush()
    let keys = try await objects.list(prefix: "quarantine/")
    #expect(keys == ["quarantine/date=2023-11-14/test-0000000001.jsonl"])
    let lines = String(decoding: try await objects.get(keys[0]), as: UTF8.self).split(separator: "\n")
    let expected =
      #"{"reason":"unknownKind","field":"kind","message":"\"dance\" is not a kind","source":"a.jsonl","line":3,"#
      + #""received":1700000000000,"bytes":16,"raw":"{\"kind\":\"dance\"}"}"#
    #expect(lines[0] == expected)
    #expect(lines[1].hasSuffix(#""bytes":2,"raw_base64":"/wA="}"#))
    #expect(lines[2].utf8.count < IntakeLimits.quarantinedBytesMax + 300)
    #expect(lines[2].contains(#""bytes":10000"#))
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
    #expect(sum.summary == ["badItem: 2, first at a:7: first", "unknownKind: 2, first at b:1: earlier"])
  }

  @Test("A reason's name never changes, for it is stored")
  func names() {
    #expect(
      QuarantineReason.allCases.map(\.rawValue) == [
        "malformedLine", "overlongLine", "unknownKind", "missingField", "badItem", "badListener", "badIdentifier",
        "badMoment", "futureMoment", "nonFiniteNumber", "negativeDuration", "badCount", "badDuration", "overlongText",
        "unknownItem", "badAttribute", "badPropensity", "badVector", "duplicateItem",
      ])
  }
}
