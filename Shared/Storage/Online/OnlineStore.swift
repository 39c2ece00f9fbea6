/// Small values by key, read and written while a listener waits: profiles, precomputed pages, what was seen.
///
/// All methods may be called from any task at once; none blocks its caller's thread. At most
/// ``StorageLimits/onlineBatchKeysMax`` keys a call. They throw ``StorageError``, or `CancellationError`.
///
/// To take each event once and lose none: ask ``seen(_:)``, make the new ones durable, and only then set what follows from
/// them and mark them, both at once, with ``set(_:markingSeen:)``. After a crash in between, the sender sends again and the
/// log's reader drops the second copy.
public protocol OnlineStore: Sendable {
  /// The values of the keys, in their order; nil where there is none.
  func get(_ keys: [String]) async throws -> [[UInt8]?]

  /// Sets all values and marks all keys as seen or, when it throws, neither. Of entries with the same key the last one stays.
  func set(_ entries: [OnlineEntry], markingSeen keys: [String]) async throws

  /// Removes the keys and tells for each whether it was there.
  func delete(_ keys: [String]) async throws -> [Bool]

  /// For each key whether it was marked as seen. Changes nothing.
  ///
  /// Only the newest marks are remembered: how many, or how long, is the store's own bound, stated where it is made.
  func seen(_ keys: [String]) async throws -> [Bool]
}

/// A key and its value in the online store.
public struct OnlineEntry: Hashable, Sendable {
  /// The key: 1 to ``StorageLimits/onlineKeyBytesMax`` bytes of UTF-8 without control characters.
  public var key: String
  /// The value: at most ``StorageLimits/onlineValueBytesMax`` bytes.
  public var value: [UInt8]

  /// An entry.
  public init(key: String, value: [UInt8]) {
    self.key = key
    self.value = value
  }
}

extension OnlineStore {
  /// The value of a key; nil when there is none.
  public func get(_ key: String) async throws -> [UInt8]? {
    try await get([key])[0]
  }

  /// Sets all values or, when it throws, none. Of entries with the same key the last one stays.
  public func set(_ entries: [OnlineEntry]) async throws {
    try await set(entries, markingSeen: [])
  }

  /// Sets one value.
  public func set(_ value: [UInt8], at key: String) async throws {
    try await set([OnlineEntry(key: key, value: value)])
  }

  /// Marks keys as seen.
  public func markSeen(_ keys: [String]) async throws {
    try await set([], markingSeen: keys)
  }

  /// Removes one key and tells whether it was there.
  @discardableResult
  public func delete(_ key: String) async throws -> Bool {
    try await delete([key])[0]
  }
}
