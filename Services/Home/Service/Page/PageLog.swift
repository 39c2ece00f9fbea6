import Domain
import Features
import Intake
import Logging
public import ServiceLifecycle
import Synchronization

/// The impression log: served pages on their way to the object store, a batch at a time.
///
/// Holds at most ``pagesHeldMax`` pages for at most the flush interval; past the bound a page waits for the batch to be
/// written. A process that is killed loses what it holds: the pages of one interval, which then teach nothing.
public actor PageLog: Service {
  private let writer: EventLogWriter
  private let interval: Duration
  private let logger: Logger
  private var heldCount = 0

  /// How many pages are held before they are written at once.
  static let pagesHeldMax = 256

  /// A log that is written every `interval`.
  init(writer: EventLogWriter, interval: Duration, logger: Logger) {
    self.writer = writer
    self.interval = interval
    self.logger = logger
  }

  /// Takes a page. A log that cannot be written is noted on the page: what is shown then is lost for learning.
  func append(_ page: ServedPage, notes: inout PageNotes) async {
    do {
      try await writer.append(page)
      heldCount += 1
      if heldCount >= Self.pagesHeldMax { try await flush() }
    } catch {
      logger.error("page log", metadata: ["error": "\(error)"])
      notes.note(service: "home", reason: "the page could not be logged", fallback: "nothing is learned from it")
    }
  }

  /// Writes what is held.
  func flush() async throws {
    heldCount = 0
    try await writer.flush()
  }

  /// Writes what is held every interval until the process stops, and once more then.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: self.interval)
        await self.flushLogging()
      }
    }
    await flushLogging()
  }

  private func flushLogging() async {
    do { try await flush() } catch { logger.error("page log", metadata: ["error": "\(error)"]) }
  }
}
