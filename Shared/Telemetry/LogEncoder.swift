/// Turns a record into the bytes of one line.
protocol LogEncoder: Sendable {
  /// Appends the line, its newline included. Bounded by ``LogLimits``.
  func append(_ record: LogRecord, to line: inout [UInt8])
}
