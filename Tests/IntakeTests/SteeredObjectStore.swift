import Storage

/// A store in memory that counts its calls, and in which a test has one of them wait or all of them fail.
actor SteeredObjectStore: ObjectStore {
  enum Call {
    case put, get, delete
  }

  private let store = MemoryObjectStore()
  private var counts: [Call: Int] = [:]
  private var failing: (calls: Set<Call>, left: Int)?
  private var holding: (call: Call, left: Int)?
  private var held: CheckedContinuation<Void, Never>?
  private var waiter: CheckedContinuation<Void, Never>?

  /// How many calls were let through.
  func count(_ call: Call) -> Int { counts[call, default: 0] }

  /// Lets so many of these calls through and fails those after.
  func fail(_ calls: Set<Call>, after count: Int) { failing = (calls, count) }

  /// Fails nothing more.
  func mend() { failing = nil }

  /// Holds up the call after so many, and no other.
  func hold(_ call: Call, after count: Int) { holding = (call, count) }

  /// Returns when a call is held up.
  func waitUntilHeld() async {
    if held == nil { await withCheckedContinuation { waiter = $0 } }
  }

  /// Lets the call through.
  func release() {
    holding = nil
    held?.resume()
    held = nil
  }

  private func pass(_ call: Call, _ key: String) async throws {
    if let (calls, left) = failing, calls.contains(call) {
      guard left > 0 else { throw StorageError.full(path: key) }
      failing = (calls, left - 1)
    }
    if let (awaited, left) = holding, awaited == call {
      holding = left > 0 ? (awaited, left - 1) : nil
      if left == 0 {
        await withCheckedContinuation { call in
          held = call
          waiter?.resume()
          waiter = nil
        }
      }
    }
    counts[call, default: 0] += 1
  }

  func put(_ bytes: [UInt8], at key: String) async throws {
    try await pass(.put, key)
    try await store.put(bytes, at: key)
  }
  func get(_ key: String) async throws -> [UInt8] {
    try await pass(.get, key)
    return try await store.get(key)
  }
  func delete(_ key: String) async throws {
    try await pass(.delete, key)
    try await store.delete(key)
  }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
}
