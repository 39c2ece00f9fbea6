import Storage
import Synchronization

/// A store in memory whose reads can be held up, and are counted.
final class GatedObjectStore: ObjectStore {
  private struct State {
    var isClosed = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    var gets = 0
  }

  private let state = Mutex(State())
  private let store = MemoryObjectStore()

  /// How many reads are held up.
  var waitingCount: Int { state.withLock { $0.waiting.count } }
  /// How many objects were read.
  var getCount: Int { state.withLock { $0.gets } }

  /// Holds up reads from here on.
  func close() { state.withLock { $0.isClosed = true } }

  /// Lets all through.
  func open() {
    let waiting = state.withLock { state in
      state.isClosed = false
      defer { state.waiting = [] }
      return state.waiting
    }
    for read in waiting { read.resume() }
  }

  func get(_ key: String) async throws -> [UInt8] {
    await withCheckedContinuation { read in
      let isOpen = state.withLock { state in
        state.gets += 1
        if state.isClosed { state.waiting.append(read) }
        return !state.isClosed
      }
      if isOpen { read.resume() }
    }
    return try await store.get(key)
  }

  func put(_ bytes: [UInt8], at key: String) async throws { try await store.put(bytes, at: key) }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
  func delete(_ key: String) async throws { try await store.delete(key) }
}
