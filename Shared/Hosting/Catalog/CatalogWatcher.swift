public import Domain
public import Logging
public import ServiceLifecycle
public import Storage
import Synchronization

/// The newest catalog, whole, for everybody in a process: asks the store for its version and swaps the snapshot.
///
/// While the store does not answer, the last catalog stays and the failure is logged, once for each row of failures.
public final class CatalogWatcher: Service {
  private let store: any CatalogStore
  private let interval: Duration
  private let logger: Logger
  private let prepare: @Sendable (CatalogSnapshot) -> Void
  private let snapshot: Mutex<CatalogSnapshot>

  /// Reads the catalog for the first time; ``run()`` keeps it new.
  ///
  /// - Parameters:
  ///   - interval: How often to ask; see ``CatalogWatcherConfiguration``.
  ///   - prepare: Makes what goes with a snapshot, on a thread that nobody waits for, before ``current`` is that snapshot: the
  ///     first request finds it made.
  /// - Throws: ``HostingError/catalogNotRead(reason:)``.
  public init(
    store: any CatalogStore, interval: Duration, logger: Logger,
    prepare: @escaping @Sendable (CatalogSnapshot) -> Void = { _ in }
  ) async throws(HostingError) {
    self.store = store
    self.prepare = prepare
    self.interval = interval
    self.logger = logger
    do {
      let first = try await store.catalog()
      try await BlockingWork.run { prepare(first) }
      snapshot = Mutex(first)
    } catch {
      throw .catalogNotRead(reason: "\(error)")
    }
  }

  /// The newest catalog known.
  public var current: CatalogSnapshot {
    snapshot.withLock { $0 }
  }

  /// Asks again and again until the process stops.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      var failures = 0
      while !Task.isCancelled {
        do {
          try await Task.sleep(for: self.interval)
          try await self.refresh()
          if failures > 0 { self.logger.notice("catalog store answers again", metadata: ["failures": "\(failures)"]) }
          failures = 0
        } catch is CancellationError {
          return
        } catch {
          if failures == 0 { self.logger.warning("catalog store does not answer", metadata: ["error": "\(error)"]) }
          failures += 1
        }
      }
    }
  }

  /// Asks now, and swaps the snapshot when there is a newer one.
  public func refresh() async throws {
    guard try await store.catalogVersion() > current.version else { return }
    let newer = try await store.catalog()
    let prepare = prepare
    try await BlockingWork.run { prepare(newer) }
    snapshot.withLock { held in
      if newer.version > held.version { held = newer }
    }
    logger.info("catalog", metadata: ["version": "\(newer.version)", "items": "\(newer.items.count)"])
  }
}
