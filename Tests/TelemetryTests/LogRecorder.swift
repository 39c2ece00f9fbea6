import FoundationEssentials
import Logging
import Synchronization

@testable import Telemetry

/// Keeps the lines that a real handler writes.
final class LogRecorder: LogSink {
  private let recorded = Mutex<[[UInt8]]>([])

  func write(_ line: [UInt8]) {
    recorded.withLock { $0.append(line) }
  }

  var lines: [String] {
    recorded.withLock { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  func logger(format: LogFormat = .json, level: Logger.Level = .trace) -> Logger {
    Logger(label: "any") { _ in LineLogHandler(service: "home", level: level, format: format, sink: self) }
  }

  /// The only line, read back as JSON.
  func object() throws -> LogLine {
    guard let line = lines.first, lines.count == 1 else { throw Unexpected(lines: lines) }
    return try JSONDecoder().decode(LogLine.self, from: Data(line.utf8))
  }

  struct Unexpected: Error {
    let lines: [String]
  }
}

/// A line as a reader of the log sees it.
struct LogLine: Decodable {
  let time: String
  let level: String
  let service: String
  let message: String
  let metadata: [String: LogLineValue]?
}

/// Any value of a line's metadata.
indirect enum LogLineValue: Decodable, Equatable {
  case text(String)
  case list([LogLineValue])
  case object([String: LogLineValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([LogLineValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: LogLineValue].self))
    }
  }
}
