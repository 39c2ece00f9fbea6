/// Small values by key, read and written while a listener waits: profiles, precomputed pages, what was seen.
///
/// All methods may be called from any task at once; none blocks its caller's thread. At most
/// ``StorageLimits/onlineBatchKeysMax`` keys a call. They throw ``StorageError``, or `CancellationError`.
///
/// To take each event once and lose none, with any number of writers: ask ``seen(_:)``, make the new ones durable, ``read(_:)``
/// the values that they change, and then ``replace(_:markingSeen:)`` them and mark the events, both at once. When that
/// tells that another writer was faster, begin again with ``seen(_:)``. After a crash in between, the sender sends again and
/// the log's reader drops the second copy.
public protocol OnlineStore: Sendable {
  /// The values of the keys with their versions, in their order; nil where there is none.
  func read(_ keys: [String]) async throws -> [OnlineValue?]

  /// Sets all values and marks all keys as seen or, when it throws, neither. Of entries with the same key the last one stays.
  func set(_ entries: [OnlineEntry], markingSeen keys: [String]) async throws

  /// Sets all values and marks all keys as seen if every value is still the one that was read and no key was seen before;
  /// otherwise, and when it throws, does nothing.
  ///
  /// No key may come twice among the changes, nor among the marks.
  /// - Returns: The version of the values that were set; nil when somebody else set or removed one of them since it was read, or
  ///   marked one of the keys.
  func replace(_ changes: [OnlineChange], markingSeen keys: [String]) async throws -> OnlineVersion?

  /// Removes the keys and tells for each whether it was there.
  func delete(_ keys: [String]) async throws -> [Bool]

  /// Removes the keys and takes away the marks, and tells how many of each there were. No byte of them is left in files that
  /// are the store's own.
  func forget(_ keys: [String], seen marks: [String]) async throws -> OnlineRemoval

  /// How often each text stands in the files that are the store's own, which are read once; nil when a server keeps them, where
  /// we cannot look.
  func occurrences(of texts: [String]) async throws -> [Int]?

  /// For each key whether it was marked as seen. Changes nothing.
  ///
  /// Only the newest marks are remembered: how many, or how long, is the store's own bound, stated where it is made.
  func seen(_ keys: [String]) async throws -> [Bool]
}

extension OnlineStore {
  /// The values of the keys, in their order; nil where there is none.
  public func get(_ keys: [String]) async throws -> [[UInt8]?] {
    try await read(keys).map { $0?.bytes }
  }

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
