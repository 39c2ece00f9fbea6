import Storage

/// A store whose puts can be made to fail.
actor FailingObjectStore: ObjectStore {
  private let store = MemoryObjectStore()
  private var putsUntilFailure: Int?
  private(set) var puts = 0

  /// Lets so many puts through and fails those after; nil lets all through.
  func fail(after puts: Int?) { putsUntilFailure = puts }

  func put(_ bytes: [UInt8], at key: String) async throws {
    if let left = putsUntilFailure {
      guard left > 0 else { throw StorageError.full(path: key) }
      putsUntilFailure = left - 1
    }
    puts += 1
    try await store.put(bytes, at: key)
  }

  func get(_ key: String) async throws -> [UInt8] { try await store.get(key) }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
  func delete(_ key: String) async throws { try await store.delete(key) }
}
