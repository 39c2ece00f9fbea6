import Logging
import Synchronization

/// A logger whose lines a test can read.
final class RecordedLog: Sendable {
  private let recorded = Mutex<[String]>([])

  /// The message of each line and its metadata.
  var lines: [String] { recorded.withLock { $0 } }

  /// Logs from debug on.
  var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

  private struct Handler: LogHandler {
    let log: RecordedLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      log.recorded.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
  }
}
