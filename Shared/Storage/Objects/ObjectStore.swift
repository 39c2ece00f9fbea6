/// Named blobs: the event log, datasets and model artifacts.
///
/// Keys are made of parts between slashes, such as `models/popularity/3.model`; each part has letters, digits and
/// `-_.=@+`, does not begin with a dot, and stays within ``StorageLimits``. No key may go on where another ends (`a` and
/// `a/b`): a folder refuses the second. All methods may be called from any task at
/// once; none blocks its caller's thread. They throw ``StorageError``, or `CancellationError`.
public protocol ObjectStore: Sendable {
  /// Stores an object whole, in place of the one that may have been there.
  ///
  /// Durable when it returns. A reader, and a store opened after a crash, sees all of the object or none of it.
  func put(_ bytes: [UInt8], at key: String) async throws

  /// The object at a key.
  ///
  /// - Throws: ``StorageError/notFound(what:)`` when there is none.
  func get(_ key: String) async throws -> [UInt8]

  /// Up to so many bytes of an object from an offset on; fewer only at its end, none behind it.
  ///
  /// - Throws: ``StorageError/notFound(what:)`` when there is none.
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8]

  /// Whether there is an object at a key.
  func exists(_ key: String) async throws -> Bool

  /// The keys that begin with a text and come after `start`, in the order of their bytes: at most `keysMax` of them.
  ///
  /// `keysMax` is from 1 to ``StorageLimits/keysListedMax``. The text need not end at a slash.
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String]

  /// Removes the object at a key, if there is one. Durable when it returns.
  func delete(_ key: String) async throws
}

extension ObjectStore {
  /// All keys that begin with a text, in the order of their bytes, listed page by page.
  public func list(prefix: String) async throws -> [String] {
    var keys: [String] = []
    while true {
      let page = try await list(prefix: prefix, after: keys.last, keysMax: StorageLimits.keysListedMax)
      keys += page
      if page.count < StorageLimits.keysListedMax { return keys }
    }
  }
}
