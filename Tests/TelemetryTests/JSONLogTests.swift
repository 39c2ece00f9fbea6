import Logging
import Testing

@testable import Telemetry

@Suite("JSON log lines")
struct JSONLogTests {
  let recorder = LogRecorder()

  @Test("A line says when, how grave, who and what")
  func fields() throws {
    recorder.logger().warning("model refused", metadata: ["model": "ranking.shortcuts"])
    let line = try recorder.object()
    #expect(line.level == "warning")
    #expect(line.service == "home")
    #expect(line.message == "model refused")
    #expect(line.metadata == ["model": .text("ranking.shortcuts")])
    #expect(line.time.utf8.count == "2026-11-20T23:35:25.123Z".utf8.count)
  }

  @Test("Whatever the text holds, a line stays one line and reads back the same")
  func hostileText() throws {
    let hostile = String((0..<128).map { Character(Unicode.Scalar(UInt8($0))) }) + "\u{2028}é漢👩‍👩‍👧‍👦\\\""
    recorder.logger().info("\(hostile)", metadata: ["\(hostile.prefix(40))": "\(hostile)"])
    let text = try #require(recorder.lines.first)
    #expect(text.utf8.count { $0 < 32 || $0 == 127 } == 1, "only the newline at its end")
    let line = try recorder.object()
    #expect(line.message == hostile)
    #expect(line.metadata?.values.first == .text(hostile))
  }

  @Test("Texts are cut at a whole character and end in an ellipsis", arguments: 0..<4)
  func longText(padding: Int) throws {
    let long = String(repeating: "x", count: padding) + String(repeating: "👩", count: LogLimits.messageBytesMax)
    recorder.logger().info("\(long)", metadata: ["key": "\(long)"])
    let line = try recorder.object()
    #expect(line.message.hasSuffix("👩…") && long.hasPrefix(line.message.dropLast()))
    #expect(line.message.utf8.count <= LogLimits.messageBytesMax + "…".utf8.count)
  }

  @Test("However much metadata there is, a line has a longest length and stays JSON")
  func muchMetadata() throws {
    let wide = Logger.MetadataValue.array(
      Array(repeating: .string(String(repeating: "\u{1}", count: 9_999)), count: 99))
    var deep = wide
    for _ in 0..<50 { deep = ["inside": deep] }
    var metadata: Logger.Metadata = ["deep": deep, "wide": wide]
    for number in 0..<999 { metadata["key \(number)"] = wide }
    recorder.logger().info("\(String(repeating: "\u{1}", count: 9_999))", metadata: metadata)
    recorder.logger().info("much", metadata: metadata)
    for line in recorder.lines { #expect(line.utf8.count <= LogLimits.lineBytesMax) }
    let only = LogRecorder()
    only.logger().info("deep", metadata: ["deep": deep])
    #expect(
      try only.object().metadata == [
        "deep": .object(["inside": .object(["inside": .object(["inside": .text("…")])])])
      ])
  }

  @Test("Equal metadata makes equal lines, keys in order")
  func order() throws {
    recorder.logger().info("keys", metadata: ["b": "2", "a": "1", "c": ["z": "1", "y": "2"]])
    #expect(recorder.lines.first?.hasSuffix(#""metadata":{"a":"1","b":"2","c":{"y":"2","z":"1"}}}"# + "\n") == true)
  }
}
