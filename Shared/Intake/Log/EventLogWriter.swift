public import Domain
import Features
public import Storage

/// Writes checked events and served pages to the log in the object store, by the date and hour they are about.
///
/// Nothing is durable before ``flush()`` returns: acknowledge after it. Callers that flush at the same time share one write.
public actor EventLogWriter {
  private let log: LineLog

  /// A writer to a store. Its name must be its own: see ``LogWriterName``.
  ///
  /// At most `bufferedBytesMax` bytes of lines are held between flushes; then it flushes by itself.
  public init(
    objects: any ObjectStore, writer: LogWriterName, bufferedBytesMax: Int = IntakeLimits.bufferedBytesMax
  ) {
    log = LineLog(objects: objects, writer: writer, bufferedBytesMax: bufferedBytesMax)
  }

  /// Adds events.
  ///
  /// - Throws: A ``Rejection`` when one has a number that is not finite; then none is added. `StorageError` when too much was
  ///   held and could not be written; then none is added either.
  public func append(_ events: [ListenerEvent]) async throws {
    var lines: [(partition: String, line: [UInt8])] = []
    lines.reserveCapacity(events.count)
    for event in events { lines.append((LogKeys.events(event.event.moment), try EventLogLine.encode(event))) }
    try await log.add(lines)
  }

  /// Adds a page.
  ///
  /// - Throws: A ``Rejection`` when ``PageChecker`` does not take it; `StorageError` as for events.
  public func append(_ page: ServedPage) async throws {
    try await log.add([(LogKeys.pages(page.moment), try PageLogLine.encode(page))])
  }

  /// Makes everything added so far durable.
  ///
  /// - Throws: `StorageError`. What could not be written is held, and written by the next flush that can.
  public func flush() async throws {
    try await log.flush()
  }
}
