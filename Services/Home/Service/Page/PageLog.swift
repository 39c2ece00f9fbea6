import Domain
import Features
import Intake
import Logging
public import ServiceLifecycle
import Storage
import Synchronization

/// The impression log: served pages on their way to the object store, a batch at a time.
///
/// Holds at most ``pagesHeldMax`` pages for at most the flush interval; past the bound a page waits for the batch to be
/// written. A process that is killed loses what it holds: the pages of one interval, which then teach nothing.
public actor PageLog: Service {
  private let writer: EventLogWriter
  private let accounts: any AccountStore
  private let interval: Duration
  private let logger: Logger
  private var held: [ServedPage] = []
  private let turn = Turnstile()

  /// How many pages are held before they are written at once.
  static let pagesHeldMax = 256

  /// A log that is written every `interval`.
  init(writer: EventLogWriter, accounts: any AccountStore, interval: Duration, logger: Logger) {
    self.writer = writer
    self.accounts = accounts
    self.interval = interval
    self.logger = logger
  }

  /// Takes a page. A log that cannot be written is noted on the page: what is shown then is lost for learning.
  func append(_ page: ServedPage, notes: inout PageNotes) async {
    do {
      // Full when it could not be written for a while: it is tried before more is held.
      if held.count >= Self.pagesHeldMax { try await flush() }
      held.append(page)
      if held.count >= Self.pagesHeldMax { try await flush() }
    } catch {
      logger.error("page log", metadata: ["error": "\(error)"])
      notes.note(service: "home", reason: "the page could not be logged", fallback: "nothing is learned from it")
    }
  }

  /// Writes what is held, but for pages of listeners who asked to be forgotten.
  ///
  /// What could not be written is held for the next flush.
  func flush() async throws {
    await turn.enter()
    defer { turn.leave() }
    let pages = held
    let forgotten = try await accounts.forgotten(among: Set(pages.map(\.listener)))
    for page in pages {
      if !forgotten.contains(page.listener) { try await write(page) }
      held.removeFirst()
    }
    try await writer.flush()
  }

  /// A page that the log does not take is dropped: it would hold up all that come after it.
  private func write(_ page: ServedPage) async throws {
    do {
      try await writer.append(page)
    } catch let error as Rejection {
      logger.error("page log", metadata: ["error": "\(error)"])
    }
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
