import Domain
import Features
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Hosting

@Suite("The catalog watcher")
struct CatalogWatcherTests {
  let store = ScriptedCatalog()
  let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test("The catalog there at the start is read at once, and a newer one replaces it whole")
  func swap() async throws {
    store.put(version: 1, items: 2)
    let watcher = try await CatalogWatcher(store: store, interval: .seconds(3_600), logger: logger)
    #expect(watcher.current.version == 1)
    let held = watcher.current
    store.put(version: 2, items: 5)
    try await watcher.refresh()
    #expect(watcher.current.items.count == 5)
    #expect(held.items.count == 2)
  }

  @Test("What goes with a catalog is made before the catalog is given out, the first one's too") func prepared()
    async throws
  {
    let prepared = Mutex<[UInt64]>([])
    let seen = Mutex<CatalogWatcher?>(nil)
    store.put(version: 1, items: 2)
    let watcher = try await CatalogWatcher(store: store, interval: .seconds(3_600), logger: logger) { catalog in
      // The catalog before is still the newest.
      if let watcher = seen.withLock({ $0 }) { #expect(watcher.current.version < catalog.version) }
      prepared.withLock { $0.append(catalog.version) }
    }
    #expect(prepared.withLock { $0 } == [1])
    seen.withLock { $0 = watcher }
    store.put(version: 2, items: 5)
    try await watcher.refresh()
    #expect(prepared.withLock { $0 } == [1, 2] && watcher.current.version == 2)
  }

  @Test("The same version is not read again")
  func same() async throws {
    store.put(version: 1, items: 2)
    let watcher = try await CatalogWatcher(store: store, interval: .seconds(3_600), logger: logger)
    try await watcher.refresh()
    try await watcher.refresh()
    #expect(store.reads == 1)
  }

  @Test("While the store fails the last catalog stays, and the first newer one is seen")
  func failure() async throws {
    store.put(version: 1, items: 2)
    let watcher = try await CatalogWatcher(store: store, interval: .milliseconds(1), logger: logger)
    store.isFailing = true
    await withTaskGroup { group in
      group.addTask { try? await watcher.run() }
      while store.failures < 3 { await Task.yield() }
      #expect(watcher.current.version == 1)
      store.put(version: 7, items: 1)
      store.isFailing = false
      while watcher.current.version != 7 { await Task.yield() }
      group.cancelAll()
    }
  }

  @Test("A store that fails at the start is an error that says so")
  func start() async {
    store.isFailing = true
    await #expect(throws: HostingError.self) {
      try await CatalogWatcher(store: store, interval: .seconds(1), logger: logger)
    }
  }
}
