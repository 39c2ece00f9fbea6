public import Features
public import Storage

/// Keeps rejected lines with their reasons, so that somebody can see what was wrong and send it again.
///
/// One JSON object a line under `quarantine/`: reason, field, message, source, line, and the beginning of what came, as
/// `raw` or, when it is not UTF-8, as `raw_base64`. Nothing is durable before ``flush()`` returns.
public actor QuarantineWriter {
  private let log: LineLog

  /// A writer to a store. Its name must be its own: see ``LogWriterName``.
  public init(
    objects: any ObjectStore, writer: LogWriterName, bufferedBytesMax: Int = IntakeLimits.bufferedBytesMax
  ) {
    log = LineLog(objects: objects, writer: writer, bufferedBytesMax: bufferedBytesMax)
  }

  /// Adds a rejected line, or as much of it as is kept.
  public func append(
    _ rejection: Rejection, raw: [UInt8], source: String = "", line: Int = 0, received: Moment
  ) async throws {
    let kept = Array(raw.prefix(IntakeLimits.quarantinedBytesMax))
    var writer = JSONWriter()
    try writer.object { (writer) throws(Rejection) in
      writer.field("reason", rejection.reason.rawValue)
      writer.field("field", rejection.field)
      writer.field("message", rejection.message)
      writer.field("source", source)
      writer.field("line", line)
      writer.field("received", received.milliseconds)
      writer.field("bytes", raw.count)
      if let text = String(validating: kept, as: UTF8.self) {
        writer.field("raw", text)
      } else {
        writer.field("raw_base64", RecordRule.text(of: kept))
      }
    }
    writer.endLine()
    try await log.add([(LogKeys.quarantine(received), writer.bytes)])
  }

  /// Makes everything added so far durable.
  public func flush() async throws {
    try await log.flush()
  }
}
