import Logging
import Testing

@testable import Telemetry

@Suite("The log handler")
struct LineLogHandlerTests {
  let recorder = LogRecorder()

  @Test("Below its level nothing is written")
  func level() {
    let logger = recorder.logger(level: .warning)
    logger.info("unheard")
    logger.error("heard")
    #expect(recorder.lines.count == 1)
  }

  @Test("Of equal keys the line's own wins over the logger's, and a logger's metadata is its own")
  func metadata() throws {
    var logger = recorder.logger()
    logger[metadataKey: "page"] = "1"
    logger[metadataKey: "kept"] = "yes"
    var other = logger
    other[metadataKey: "page"] = "other"
    logger.info("made", metadata: ["page": "2"])
    #expect(try recorder.object().metadata == ["page": .text("2"), "kept": .text("yes")])
  }

  @Test("Text lines are for people: time of day, level, service, message, pairs")
  func text() throws {
    recorder.logger(format: .text).notice("listening", metadata: ["port": "8001", "evil": "a\nb\u{1b}[31m"])
    let line = try #require(recorder.lines.first)
    #expect(line.dropFirst("23:35:25.123".count) == " notice   home: listening evil=a\\nb\\u001b[31m port=8001\n")
  }

  @Test(
    "Dates are right across leap years and the ends of months",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (951_868_800_000, "2000-03-01T00:00:00.000Z"),
      (1_735_689_599_001, "2024-12-31T23:59:59.001Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ])
  func dates(milliseconds: Int64, expected: String) {
    var line: [UInt8] = []
    LogTime(milliseconds: milliseconds).appendDateAndTime(to: &line)
    #expect(String(decoding: line, as: UTF8.self) == expected)
  }
}
