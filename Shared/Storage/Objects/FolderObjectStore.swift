import Glibc

/// Objects as files below a folder, the key as the path. Several processes may share the folder.
///
/// An object is written to a temporary file in `.incoming`, synchronized, and renamed to its place, so that a crash leaves
/// at most a leftover there; leftovers older than an hour are removed when the store is opened.
public struct FolderObjectStore: ObjectStore {
  /// The folder.
  public let folder: String
  private static let incoming = ".incoming"
  private static let leftoverSecondsMax = 3600

  /// Opens the store, making its folder if that is not there. The folder's own parent must be.
  ///
  /// - Throws: ``StorageError`` when the folder cannot be made or may not be written.
  public static func open(_ folder: String) async throws -> FolderObjectStore {
    try await BlockingWork.run {
      try Folders.make(folder)
      guard Folders.isWritable(folder) else { throw StorageError.notPermitted(path: folder, reason: "read-only") }
      try Folders.make("\(folder)/\(incoming)")
      try removeLeftovers(in: "\(folder)/\(incoming)")
      return FolderObjectStore(folder: folder)
    }
  }

  /// Writes the object beside, then renames it into place.
  public func put(_ bytes: [UInt8], at key: String) async throws {
    try ObjectKeyRule.check(key)
    try Self.checkSize(bytes.count, of: key)
    let folder = folder
    try await BlockingWork.run {
      let name = String(UInt64.random(in: .min ... .max), radix: 16)
      let temporary = "\(folder)/\(Self.incoming)/\(getpid())-\(name)"
      do {
        try Self.write(bytes, to: temporary)
        try Folders.makeParents(of: key, in: folder)
        try Folders.rename(temporary, to: "\(folder)/\(key)")
      } catch {
        _ = try? Folders.remove(temporary)
        throw error
      }
    }
  }

  /// Reads the whole file.
  public func get(_ key: String) async throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    return try await BlockingWork.run {
      let file = try open(key)
      let size = try file.size()
      try Self.checkSize(size, of: key)
      return try file.read(at: 0, bytesMax: size)
    }
  }

  /// Reads a part of the file.
  public func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    return try await BlockingWork.run { try open(key).read(at: offset, bytesMax: bytesMax) }
  }

  private func open(_ key: String) throws(StorageError) -> FileDescriptor {
    let path = "\(folder)/\(key)"
    guard Folders.isFile(path) else { throw .notFound(what: "object \(key) in \(folder)") }
    return try FileDescriptor(reading: path)
  }

  /// Whether the file is there.
  public func exists(_ key: String) async throws -> Bool {
    try ObjectKeyRule.check(key)
    let path = "\(folder)/\(key)"
    return try await BlockingWork.run { Folders.isFile(path) }
  }

  /// Walks the folders that can hold such keys, in order, and stops when it has enough.
  public func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try ObjectKeyRule.check(prefix: prefix)
    let limit = min(max(1, keysMax), StorageLimits.keysListedMax)
    let walk = FolderWalk(root: folder, prefix: prefix, after: start, keysMax: limit)
    return try await BlockingWork.run { try walk.keys() }
  }

  /// Removes the file.
  public func delete(_ key: String) async throws {
    try ObjectKeyRule.check(key)
    let path = "\(folder)/\(key)"
    try await BlockingWork.run { _ = try Folders.remove(path) }
  }

  private static func checkSize(_ count: Int, of key: String) throws(StorageError) {
    guard count <= StorageLimits.objectBytesMax else {
      throw .tooLarge(what: "object \(key) in bytes", limit: StorageLimits.objectBytesMax, got: count)
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let file = try FileDescriptor(creating: path)
    try file.write(bytes)
    try file.synchronize()
  }

  private static func removeLeftovers(in folder: String) throws(StorageError) {
    let now = time(nil)
    for entry in try Folders.entries(of: folder) {
      let path = "\(folder)/\(entry.name)"
      guard let modified = Folders.modifiedSeconds(of: path), now - modified > leftoverSecondsMax else { continue }
      try Folders.remove(path)
    }
  }
}
