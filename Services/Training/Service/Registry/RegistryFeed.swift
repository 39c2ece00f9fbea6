import Hosting
import Logging
import ServiceLifecycle
import Storage
import Synchronization

/// Tells every watcher which versions are live: one look at the registry's counter for all of them.
///
/// Changes come from this process or another one on the same database; both are seen within the interval.
final class RegistryFeed: Service {
  /// How many watchers there may be at once.
  static let watchersMax = 1000

  private struct State {
    var live: [ModelRecord]?
    var changes: UInt64?
    var isClosed = false
    var watchers: [UInt64: AsyncStream<[ModelRecord]>.Continuation] = [:]
    var nextWatcher: UInt64 = 0
  }

  private let registry: any ModelRegistry
  private let interval: Duration
  private let health: HealthRegistry
  private let logger: Logger
  private let state = Mutex(State())

  /// A feed that looks every interval while it runs.
  init(registry: any ModelRegistry, interval: Duration, health: HealthRegistry, logger: Logger) {
    self.registry = registry
    self.interval = interval
    self.health = health
    self.logger = logger
  }

  /// All live versions, at once when they are known and again after every change; a slow watcher hears only the newest.
  ///
  /// Ends when the process drains.
  ///
  /// - Returns: nil when there are ``watchersMax`` watchers already.
  func live() -> AsyncStream<[ModelRecord]>? {
    let (stream, continuation) = AsyncStream.makeStream(of: [ModelRecord].self, bufferingPolicy: .bufferingNewest(1))
    let number: UInt64? = state.withLock { state in
      guard state.watchers.count < Self.watchersMax else { return nil }
      state.nextWatcher += 1
      if let live = state.live { continuation.yield(live) }
      if state.isClosed { continuation.finish() } else { state.watchers[state.nextWatcher] = continuation }
      return state.nextWatcher
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { $0.watchers[number] = nil }
    }
    return stream
  }

  /// Looks again and again until the process drains, then ends every watch.
  func run() async throws {
    await UntilDrained(health: health).run { await self.follow() }
    let watchers = state.withLock { state in
      state.isClosed = true
      defer { state.watchers = [:] }
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.finish() }
  }

  /// Looks now, and tells the watchers when something changed.
  func refresh() async throws {
    let changes = try await registry.registryChanges()
    guard changes != state.withLock({ $0.changes }) else { return }
    let live = try await registry.liveModels()
    state.withLock { state in
      // Another look may have ended first and seen more.
      if let newest = state.changes, newest > changes { return }
      state.changes = changes
      state.live = live
      for watcher in state.watchers.values { watcher.yield(live) }
    }
  }

  private func follow() async {
    var failures = 0
    while !Task.isCancelled {
      do {
        try await refresh()
        failures = 0
      } catch {
        if failures == 0, !Task.isCancelled {
          logger.warning("the registry does not answer", metadata: ["error": "\(error)"])
        }
        failures += 1
      }
      try? await Task.sleep(for: interval)
    }
  }
}
