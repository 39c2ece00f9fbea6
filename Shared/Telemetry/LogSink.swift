/// Where finished log lines go.
public protocol LogSink: Sendable {
  /// Takes one whole line, its newline included. Never throws: a log that cannot be written is lost.
  func write(_ line: [UInt8])
}
