import Logging

/// A line for every call at debug level, at its server and at its client: what, from or to where, how it ended, how long it took, how much was sent. Nothing of
/// what the messages say.
struct AccessLog: Sendable {
  /// What a line says.
  struct Line {
    /// Which side writes the line.
    enum Act: String {
      case answered = "call answered"
      case made = "call made"
    }

    let act: Act
    let method: String
    let peer: String
    let code: RPCStatus.Code
    let nanoseconds: UInt64
    let receivedBytes: Int
    let sentBytes: Int
    let trace: CallTrace?
  }

  private let logger: Logger

  /// nil when the logger does not write such lines, so that calls need not ask.
  init?(_ logger: Logger) {
    guard logger.logLevel <= .debug else { return nil }
    self.logger = logger
  }

  /// Writes the line.
  func write(_ line: Line) {
    var metadata: Logger.Metadata = [
      "method": .string(line.method), "peer": .string(line.peer), "status": .string(line.code.name),
      "milliseconds": .stringConvertible(Double(line.nanoseconds / 1000) / 1000),
      "received_bytes": .stringConvertible(line.receivedBytes), "sent_bytes": .stringConvertible(line.sentBytes),
    ]
    if let context = line.trace?.context { metadata.merge(context.logMetadata) { $1 } }
    if let parent = line.trace?.parent { metadata["parent_span_id"] = .string(parent) }
    logger.debug("\(line.act.rawValue)", metadata: metadata)
  }
}
