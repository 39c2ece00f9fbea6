import Domain
import Intake
import Logging
public import ServiceLifecycle
import Storage
import Synchronization

/// The impression log: served pages on their way to the object store.
///
/// Pages never wait for it. They are held, up to a bound, and one background task writes them: many at once, or every interval.
/// While the log cannot be written it is asked seldom, and what is held stays. A page for which there is no room is dropped,
/// which the page says and metrics count: nothing is learned from it, for clicks are joined to pages of the log only.
///
/// A process that is killed loses what it holds: usually the pages of one interval, which then teach nothing. Nothing is spilled
/// to this machine's disk, where pages of listeners who are forgotten meanwhile would be one more thing to find.
public final class PageLog: Service {
  private struct State {
    var buffer: PageBuffer
    var breaker: CircuitBreaker
    var write: Task<Void, any Error>?
    /// How many were dropped since that was logged.
    var dropped = 0
  }

  private let writer: PageWriter
  private let interval: Duration
  private let limits: PageLogLimits
  private let logger: Logger
  private let state: Mutex<State>
  private let due: AsyncStream<Void>
  private let wake: AsyncStream<Void>.Continuation

  /// A log that is written every `interval`.
  init(writer: PageWriter, interval: Duration, limits: PageLogLimits = PageLogLimits(), logger: Logger) {
    self.writer = writer
    self.interval = interval
    self.limits = limits
    self.logger = logger
    state = Mutex(State(buffer: PageBuffer(limits: limits), breaker: CircuitBreaker(pauses: limits.pauses)))
    (due, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    for loss in PageLogCounters.Loss.allCases { PageLogCounters.countLost(loss, 0) }
  }

  /// How many pages are held.
  var heldCount: Int { state.withLock { $0.buffer.count } }
  /// Whether the last write failed.
  var isFailing: Bool { state.withLock { $0.breaker.isOpen } }

  /// Takes a page, at once. One that is dropped says so: what is shown then is lost for learning.
  func append(_ page: ServedPage, notes: inout PageNotes) {
    let (isHeld, isDue, isFirst) = state.withLock { state in
      let isHeld = state.buffer.append(page)
      if !isHeld { state.dropped += 1 }
      return (isHeld, state.buffer.waitingCount >= limits.pagesAtOnce, state.dropped == 1)
    }
    if isDue { wake.yield() }
    if isHeld { return }
    PageLogCounters.countLost(.full, 1)
    if isFirst { logger.error("pages are not logged: the log cannot be written and no more can be held") }
    notes.note(
      service: "home", .notLogged, reason: "the page could not be logged", fallback: "nothing is learned from it")
  }

  /// Drops what is held of listeners who asked to be forgotten, and returns when no page is being written that was being written
  /// before: it is in the log then, or was taken back. Their tombstones stand already.
  ///
  /// - Returns: How many pages were dropped of each.
  func forget(_ listeners: Set<ListenerIdentifier>) async -> [ListenerIdentifier: Int] {
    let (removed, write) = state.withLock { ($0.buffer.remove(listeners), $0.write) }
    guard let write, await !write.ends(within: limits.writeDurationMax) else { return removed }
    // It asks for tombstones when it is done, and takes back what it wrote; see `LateErasure`.
    logger.warning("a page log's write goes on while listeners are forgotten")
    return removed
  }

  /// Writes what is held now, whatever came of writes before; returns when it is in the log.
  ///
  /// - Throws: `StorageError`; then it is still held.
  func flush() async throws {
    while let write = beginWrite(evenIfOpen: true) { try await write.value }
  }

  /// Writes what is held as it comes until the process stops, and what is left for a short while then.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask {
          while !Task.isCancelled {
            try? await Task.sleep(for: self.interval)
            self.wake.yield()
          }
        }
        for await _ in self.due where !Task.isCancelled { await self.writeDue() }
        group.cancelAll()
      }
    }
    await drain()
  }

  /// Writes until nothing waits, or the log does not take it.
  private func writeDue() async {
    let (buffer, isOpen) = state.withLock { ($0.buffer, $0.breaker.isOpen) }
    PageLogCounters.set(buffer, isOpen: isOpen)
    while let write = beginWrite(evenIfOpen: false) {
      guard await write.ends(within: limits.writeDurationMax) else {
        if Task.isCancelled { return }
        // It may be on its way for long: nothing else is written until it has ended.
        state.withLock { $0.breaker.failed(at: .now) }
        logger.error("a write to the page log takes too long", metadata: ["held": "\(heldCount)"])
        return write.cancel()
      }
      guard case .success = await write.result else { return }
    }
  }

  /// The write that goes on, or a new one; nil when there is nothing to write or the log is not to be asked yet.
  private func beginWrite(evenIfOpen: Bool) -> Task<Void, any Error>? {
    state.withLock { state in
      if let write = state.write { return evenIfOpen ? write : nil }
      guard state.buffer.waitingCount > 0, evenIfOpen || state.breaker.allows(at: .now) else { return nil }
      let pages = state.buffer.beginWrite()
      // Whoever asked for it may be cancelled; what is being written is everybody's.
      let write = Task { try await self.write(pages) }
      state.write = write
      return write
    }
  }

  private func write(_ pages: [ServedPage]) async throws {
    do {
      let refused = try await writer.write(pages)
      ended(writing: pages.count, refused: refused)
    } catch {
      failed(error)
      throw error
    }
  }

  private func ended(writing count: Int, refused: [RefusedPage]) {
    let (buffer, failures, dropped) = state.withLock { state in
      let failures = state.breaker.failures
      state.buffer.endWrite(isWritten: true)
      state.breaker.succeeded()
      state.write = nil
      defer { state.dropped = 0 }
      return (state.buffer, failures, state.dropped)
    }
    PageLogCounters.countWritten(count - refused.count)
    PageLogCounters.set(buffer, isOpen: false)
    if failures + dropped > 0 {
      logger.notice("the page log is written again", metadata: ["failures": "\(failures)", "dropped": "\(dropped)"])
    }
    // A page that the log does not take is dropped: it would hold up all that come after it.
    PageLogCounters.countLost(.refused, refused.count)
    for page in refused { logger.error("page log", metadata: ["error": "\(page.rejection)"]) }
  }

  private func failed(_ error: any Error) {
    let (buffer, isFirst) = state.withLock { state in
      defer { state.breaker.failed(at: .now) }
      state.buffer.endWrite(isWritten: false)
      state.write = nil
      return (state.buffer, !state.breaker.isOpen)
    }
    PageLogCounters.countFailure()
    PageLogCounters.set(buffer, isOpen: true)
    if isFirst { logger.error("page log", metadata: ["error": "\(error)", "held": "\(buffer.count)"]) }
  }

  /// Writes what is left, for a short while, and counts what could not be written.
  private func drain() async {
    let draining = Task {
      while !Task.isCancelled {
        do { return try await self.flush() } catch { try? await Task.sleep(for: self.limits.pauses.lowerBound) }
      }
    }
    if await draining.ends(within: limits.drainDurationMax) { return }
    draining.cancel()
    let left = heldCount
    PageLogCounters.countLost(.stopped, left)
    logger.error("stopped before pages were logged", metadata: ["pages": "\(left)"])
  }
}

extension Task where Failure == any Error {
  /// Whether it ends within some time, or before this task is cancelled. It goes on in either case.
  func ends(within limit: Duration) async -> Bool { await Ending.ends(within: limit) { _ = await self.result } }
}

extension Task where Failure == Never {
  /// Whether it ends within some time, or before this task is cancelled. It goes on in either case.
  func ends(within limit: Duration) async -> Bool { await Ending.ends(within: limit) { _ = await self.value } }
}

/// Waits for what cannot be made to end.
private enum Ending {
  static func ends(within limit: Duration, _ end: @escaping @Sendable () async -> Void) async -> Bool {
    let (outcomes, outcome) = AsyncStream.makeStream(of: Bool.self)
    let timer = Task {
      try? await Task.sleep(for: limit)
      outcome.yield(false)
    }
    Task {
      await end()
      outcome.yield(true)
    }
    defer { timer.cancel() }
    return await outcomes.first { _ in true } ?? false
  }
}
