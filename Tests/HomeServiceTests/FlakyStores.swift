import Storage
import Synchronization

/// What a store is told to fail at.
final class Faults: Sendable {
  private let failing = Mutex(Set<String>())

  /// Makes these operations fail, and no other.
  func fail(_ operations: String...) { failing.withLock { $0 = Set(operations) } }

  fileprivate func check(_ operation: String) throws {
    if failing.withLock({ $0.contains(operation) }) { throw StorageError.full(path: "of the test") }
  }

  /// What a store says that is not so.
  enum Lie: Sendable {
    /// That it took what it did not keep.
    case taken
    /// That it did not take what it kept.
    case refused
  }

  private let lie = Mutex(Lie?.none)

  /// Lies of every put from here on; nil for the truth.
  func lie(_ lie: Lie?) { self.lie.withLock { $0 = lie } }

  fileprivate var told: Lie? { lie.withLock { $0 } }

  private struct Hang {
    var isOn = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let hang = Mutex(Hang())

  /// Lets every put hang from here on, whether its caller is cancelled or not.
  func hangUp() { hang.withLock { $0.isOn = true } }

  /// Lets go of all that hang.
  func letGo() {
    let waiting = hang.withLock { hang in
      defer { hang = Hang() }
      return hang.waiting
    }
    for call in waiting { call.resume() }
  }

  /// How many puts hang.
  var hangingCount: Int { hang.withLock { $0.waiting.count } }

  fileprivate func wait() async {
    await withCheckedContinuation { call in
      let goesOn = hang.withLock { hang in
        if hang.isOn { hang.waiting.append(call) }
        return !hang.isOn
      }
      if goesOn { call.resume() }
    }
  }
}

/// A store in memory that fails when it is told to: at "get", "set" or "seen".
struct FlakyOnlineStore: OnlineStore {
  let faults: Faults
  private let store = MemoryOnlineStore()

  init(_ faults: Faults) {
    self.faults = faults
  }

  func read(_ keys: [String]) async throws -> [OnlineValue?] {
    try faults.check("get")
    return try await store.read(keys)
  }

  func set(_ entries: [OnlineEntry], markingSeen keys: [String]) async throws {
    try faults.check("set")
    try await store.set(entries, markingSeen: keys)
  }

  func replace(_ changes: [OnlineChange], markingSeen keys: [String]) async throws -> OnlineVersion? {
    try faults.check("set")
    return try await store.replace(changes, markingSeen: keys)
  }

  func delete(_ keys: [String]) async throws -> [Bool] { try await store.delete(keys) }

  func forget(_ keys: [String], seen marks: [String]) async throws -> OnlineRemoval {
    try await store.forget(keys, seen: marks)
  }

  func occurrences(of texts: [String]) async throws -> [Int]? { await store.occurrences(of: texts) }

  func seen(_ keys: [String]) async throws -> [Bool] {
    try faults.check("seen")
    return try await store.seen(keys)
  }

}

/// A store in memory that fails when it is told to: at "put"; or hangs there, or lies.
struct FlakyObjectStore: ObjectStore {
  let faults: Faults
  private let store = MemoryObjectStore()

  init(_ faults: Faults) {
    self.faults = faults
  }

  func put(_ bytes: [UInt8], at key: String) async throws {
    try faults.check("put")
    await faults.wait()
    if faults.told != .taken { try await store.put(bytes, at: key) }
    if faults.told == .refused { throw StorageError.unreachable(address: "test", reason: "it says") }
  }

  func get(_ key: String) async throws -> [UInt8] { try await store.get(key) }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
  func delete(_ key: String) async throws { try await store.delete(key) }
}
