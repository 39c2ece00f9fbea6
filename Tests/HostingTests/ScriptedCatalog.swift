import Domain
import Features
import Storage
import Synchronization

/// A catalog store that says what a test wants.
final class ScriptedCatalog: CatalogStore {
  private struct State {
    var snapshot = CatalogSnapshot(version: 0, items: [])
    var isFailing = false
    var failures = 0
    var reads = 0
  }

  struct Down: Error {}

  private let state = Mutex(State())

  var isFailing: Bool {
    get { state.withLock { $0.isFailing } }
    set { state.withLock { $0.isFailing = newValue } }
  }

  var failures: Int { state.withLock { $0.failures } }
  var reads: Int { state.withLock { $0.reads } }

  func put(version: UInt64, items: Int) {
    let made = (0..<items).map { number in
      CatalogItem(
        item: Item(
          identifier: ItemIdentifier(.artist, UInt64(number + 1))), title: "Artist \(number)")
    }
    state.withLock { $0.snapshot = CatalogSnapshot(version: version, items: made) }
  }

  func replaceCatalog(_ items: [CatalogItem]) async throws -> UInt64 { throw Down() }

  func catalog() async throws -> CatalogSnapshot {
    try answer { state in
      state.reads += 1
      return state.snapshot
    }
  }

  func catalogCount() async throws -> CatalogCount { throw Down() }

  func catalogVersion() async throws -> UInt64 {
    try answer { $0.snapshot.version }
  }

  private func answer<Result: Sendable>(_ body: (inout State) -> Result) throws -> Result {
    try state.withLock { state in
      guard !state.isFailing else {
        state.failures += 1
        throw Down()
      }
      return body(&state)
    }
  }
}
