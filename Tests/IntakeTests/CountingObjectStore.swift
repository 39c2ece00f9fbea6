import Storage

/// A store in memory that counts what is read of it.
actor CountingObjectStore: ObjectStore {
  private let store = MemoryObjectStore()
  private(set) var gets = 0

  func put(_ bytes: [UInt8], at key: String) async throws { try await store.put(bytes, at: key) }
  func get(_ key: String) async throws -> [UInt8] {
    gets += 1
    return try await store.get(key)
  }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
  func delete(_ key: String) async throws { try await store.delete(key) }
}
