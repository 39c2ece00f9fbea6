import Logging

/// One readable line: `23:35:25.123 info     home: message key=value`.
struct TextLogEncoder: LogEncoder {
  private static let levelWidth = 8

  func append(_ record: LogRecord, to line: inout [UInt8]) {
    record.time.appendTime(to: &line)
    line.append(UInt8(ascii: " "))
    let level = record.level.rawValue.utf8
    line.append(contentsOf: level)
    line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(1, Self.levelWidth + 1 - level.count)))
    LogText.append(record.service, bytesMax: LogLimits.keyBytesMax, to: &line)
    line.append(contentsOf: ": ".utf8)
    LogText.append(record.message, bytesMax: LogLimits.messageBytesMax, to: &line)
    for entry in record.metadata.prefix(LogLimits.entriesMax) {
      guard line.count < LogLimits.lineBytesSoft else { break }
      line.append(UInt8(ascii: " "))
      LogText.append(entry.key, bytesMax: LogLimits.keyBytesMax, to: &line)
      line.append(UInt8(ascii: "="))
      LogText.append(entry.value.description, bytesMax: LogLimits.valueBytesMax, to: &line)
    }
    line.append(UInt8(ascii: "\n"))
  }
}
