/// Objects in this process's memory: for tests and for trying things. Gone when the process ends.
public actor MemoryObjectStore: ObjectStore {
  private var objects: [String: [UInt8]] = [:]
  private var bytesHeld = 0
  private let bytesMax: Int

  /// An empty store of at most so many bytes of objects.
  public init(bytesMax: Int = StorageLimits.objectBytesMax) {
    self.bytesMax = bytesMax
  }

  /// Keeps the object.
  public func put(_ bytes: [UInt8], at key: String) throws {
    try ObjectKeyRule.check(key)
    let after = bytesHeld - (objects[key]?.count ?? 0) + bytes.count
    guard after <= bytesMax else { throw StorageError.full(path: "memory: (\(bytesMax) bytes)") }
    bytesHeld = after
    objects[key] = bytes
  }

  /// The object.
  public func get(_ key: String) throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    guard let bytes = objects[key] else { throw StorageError.notFound(what: "object \(key) in memory:") }
    return bytes
  }

  /// A part of the object.
  public func read(_ key: String, at offset: Int, bytesMax: Int) throws -> [UInt8] {
    try Array(get(key).dropFirst(offset).prefix(bytesMax))
  }

  /// Whether it is there.
  public func exists(_ key: String) throws -> Bool {
    try ObjectKeyRule.check(key)
    return objects[key] != nil
  }

  /// Sorts all keys at each call.
  public func list(prefix: String, after start: String?, keysMax: Int) throws -> [String] {
    try ObjectKeyRule.check(prefix: prefix)
    let keys = objects.keys
      .filter { key in key.hasPrefix(prefix) && (start.map { $0.utf8.lexicographicallyPrecedes(key.utf8) } ?? true) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Array(keys.prefix(min(max(1, keysMax), StorageLimits.keysListedMax)))
  }

  /// Forgets the object.
  public func delete(_ key: String) throws {
    try ObjectKeyRule.check(key)
    bytesHeld -= objects.removeValue(forKey: key)?.count ?? 0
  }
}
