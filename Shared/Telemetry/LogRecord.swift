import Logging

/// What one log line says.
struct LogRecord {
  let time: LogTime
  let level: Logger.Level
  let service: String
  let message: String
  /// By name, so that equal records make equal lines.
  let metadata: [(key: String, value: Logger.MetadataValue)]
}
