import Domain
import Features
import Intake
import Logging
public import ServiceLifecycle
import Storage
import Synchronization

/// The impression log: served pages on their way to the object store, a batch at a time.
///
/// Writes ``pagesAtOnce`` pages as soon as there are so many, and holds at most ``pagesHeldMax`` while the log cannot be written;
/// past the bound a page waits for the batch to be written. A process that is killed loses what it holds: the pages of one interval, which then teach nothing.
public actor PageLog: Service {
  private let writer: PageWriter
  private let interval: Duration
  private let logger: Logger
  private var held: [ServedPage] = []
  private let turn = Turnstile()

  /// How many pages are written without waiting for the interval.
  static let pagesAtOnce = 256
  /// How many pages are held.
  static let pagesHeldMax = 1024

  /// A log that is written every `interval`.
  init(writer: PageWriter, interval: Duration, logger: Logger) {
    self.writer = writer
    self.interval = interval
    self.logger = logger
  }

  /// Takes a page. A log that cannot be written is noted on the page: what is shown then is lost for learning.
  func append(_ page: ServedPage, notes: inout PageNotes) async {
    do {
      // Full when it could not be written for a while: it is tried before more is held.
      if held.count >= Self.pagesHeldMax { try await flush() }
      held.append(page)
      if held.count % Self.pagesAtOnce == 0 { try await flush() }
    } catch {
      logger.error("page log", metadata: ["error": "\(error)"])
      notes.note(service: "home", reason: "the page could not be logged", fallback: "nothing is learned from it")
    }
  }

  /// Writes what is held, but for pages of listeners who asked to be forgotten, before or while they are written.
  ///
  /// What could not be written is held for the next flush. Whoever asks may be cancelled; what is being written is everybody's.
  func flush() async throws {
    try await Task { try await write() }.value
  }

  private func write() async throws {
    await turn.enter()
    defer { turn.leave() }
    let pages = held
    // A page that the log does not take is dropped: it would hold up all that come after it.
    for refused in try await writer.write(pages) { logger.error("page log", metadata: ["error": "\(refused)"]) }
    held.removeFirst(pages.count)
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
