import Logging

/// One JSON object a line: `time`, `level`, `service`, `message`, and `metadata` when there is any.
struct JSONLogEncoder: LogEncoder {
  func append(_ record: LogRecord, to line: inout [UInt8]) {
    line.append(contentsOf: "{\"time\":\"".utf8)
    record.time.appendDateAndTime(to: &line)
    line.append(contentsOf: "\",\"level\":\"".utf8)
    line.append(contentsOf: record.level.rawValue.utf8)
    line.append(contentsOf: "\",\"service\":".utf8)
    appendString(record.service, bytesMax: LogLimits.keyBytesMax, to: &line)
    line.append(contentsOf: ",\"message\":".utf8)
    appendString(record.message, bytesMax: LogLimits.messageBytesMax, to: &line)
    if !record.metadata.isEmpty {
      line.append(contentsOf: ",\"metadata\":".utf8)
      appendObject(record.metadata, depth: 1, to: &line)
    }
    line.append(contentsOf: "}\n".utf8)
  }

  private func appendObject(
    _ entries: [(key: String, value: Logger.MetadataValue)], depth: Int, to line: inout [UInt8]
  ) {
    line.append(UInt8(ascii: "{"))
    for (index, entry) in entries.prefix(LogLimits.entriesMax).enumerated() {
      guard line.count < LogLimits.lineBytesSoft else { break }
      if index > 0 { line.append(UInt8(ascii: ",")) }
      appendString(entry.key, bytesMax: LogLimits.keyBytesMax, to: &line)
      line.append(UInt8(ascii: ":"))
      appendValue(entry.value, depth: depth, to: &line)
    }
    line.append(UInt8(ascii: "}"))
  }

  private func appendList(_ values: [Logger.MetadataValue], depth: Int, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "["))
    for (index, value) in values.prefix(LogLimits.entriesMax).enumerated() {
      guard line.count < LogLimits.lineBytesSoft else { break }
      if index > 0 { line.append(UInt8(ascii: ",")) }
      appendValue(value, depth: depth, to: &line)
    }
    line.append(UInt8(ascii: "]"))
  }

  private func appendValue(_ value: Logger.MetadataValue, depth: Int, to line: inout [UInt8]) {
    switch value {
    case .string(let text):
      appendString(text, bytesMax: LogLimits.valueBytesMax, to: &line)
    case .stringConvertible(let convertible):
      appendString(convertible.description, bytesMax: LogLimits.valueBytesMax, to: &line)
    case .dictionary(let entries) where depth < LogLimits.depthMax:
      appendObject(entries.sorted { $0.key < $1.key }, depth: depth + 1, to: &line)
    case .array(let values) where depth < LogLimits.depthMax:
      appendList(values, depth: depth + 1, to: &line)
    case .dictionary, .array:
      appendString("…", bytesMax: LogLimits.valueBytesMax, to: &line)
    }
  }

  private func appendString(_ text: String, bytesMax: Int, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    LogText.append(text, bytesMax: bytesMax, to: &line)
    line.append(UInt8(ascii: "\""))
  }
}
