public import Features
public import Storage

/// Keeps why lines and events were rejected, and where they stand, so that somebody can see what was wrong and send it again.
///
/// One JSON object a line under `quarantine/`: reason, field, message, source, line, received, excerpt. What came is not kept, for
/// nobody has masked it: its place tells where it is. Nothing is durable before ``flush()`` returns.
public actor QuarantineWriter {
  private let log: LineLog

  /// A writer to a store. Its name must be its own: see ``LogWriterName``.
  public init(
    objects: any ObjectStore, writer: LogWriterName, bufferedBytesMax: Int = IntakeLimits.bufferedBytesMax
  ) {
    log = LineLog(objects: objects, writer: writer, bufferedBytesMax: bufferedBytesMax)
  }

  /// Adds a rejected line or event. The excerpt names it among others, and is free of personal data.
  public func append(
    _ rejection: Rejection, excerpt: String = "", source: String = "", line: Int = 0, received: Moment
  ) async throws {
    try await append(
      QuarantinedLine(
        rejection: rejection, source: source, line: line, received: received,
        excerpt: String(decoding: excerpt.utf8.prefix(IntakeLimits.quarantinedBytesMax), as: UTF8.self)))
  }

  /// Adds a rejected line.
  func append(_ line: QuarantinedLine) async throws {
    try await log.add([(LogKeys.quarantine(line.received), line.encoded())])
  }

  /// Makes everything added so far durable.
  public func flush() async throws {
    try await log.flush()
  }
}
