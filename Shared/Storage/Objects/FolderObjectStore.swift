import Glibc

/// Objects as files below a folder, the key as the path. Several processes may share the folder.
///
/// An object is written to a temporary file in `.incoming`, synchronized, and renamed to its place, so that a crash leaves
/// at most a leftover there; leftovers older than an hour are removed when the store is opened. Only their owner may use the
/// files and folders that it makes. The folder itself may be a link; links within it are never followed. Its calls block
/// threads of its own, so that a disk that hangs holds up nothing else.
public struct FolderObjectStore: ObjectStore {
  /// The folder.
  public let folder: String
  private let threads: BlockingThreads
  private static let incoming = ".incoming"
  private static let leftoverSecondsMax = 3600

  /// Opens the store, making its folder if that is not there. The folder's own parent must be.
  ///
  /// - Throws: ``StorageError`` when the folder cannot be made or may not be written.
  public static func open(_ folder: String) async throws -> FolderObjectStore {
    let threads = BlockingThreads(count: StorageLimits.fileThreadsMax)
    return try await threads.run {
      try Folders.make(folder)
      guard Folders.isWritable(folder) else { throw StorageError.notPermitted(path: folder, reason: "read-only") }
      FilePermissions.warnIfWide(folder)
      try removeLeftovers(in: try FolderDescriptor(folder).folderMade(incoming))
      return FolderObjectStore(folder: folder, threads: threads)
    }
  }

  /// Writes the object beside, then renames it into place.
  public func put(_ bytes: [UInt8], at key: String) async throws {
    try ObjectKeyRule.check(key)
    try Self.checkSize(bytes.count, of: key)
    let folder = folder
    try await threads.run {
      let incoming = try FolderDescriptor(folder).folderMade(Self.incoming)
      let temporary = "\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 16))"
      do {
        try Self.write(bytes, to: incoming.fileMade(temporary))
        try incoming.rename(temporary, to: Self.name(of: key), in: try parentMade(of: key))
      } catch {
        try? incoming.remove(temporary)
        throw error
      }
    }
  }

  /// Reads the whole file.
  public func get(_ key: String) async throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    return try await threads.run {
      let file = try open(key)
      let size = try file.size()
      try Self.checkSize(size, of: key)
      return try file.read(at: 0, bytesMax: size)
    }
  }

  /// Reads a part of the file.
  public func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    return try await threads.run { try open(key).read(at: offset, bytesMax: bytesMax) }
  }

  /// Whether the file is there.
  public func exists(_ key: String) async throws -> Bool {
    try ObjectKeyRule.check(key)
    return try await threads.run {
      guard let parent = try parent(of: key) else { return false }
      return parent.isFile(Self.name(of: key))
    }
  }

  /// Walks the folders that can hold such keys, in order, and stops when it has enough.
  ///
  /// - Throws: ``StorageError/link(path:)`` for a link that could lead to such keys.
  public func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try ObjectKeyRule.check(prefix: prefix)
    let limit = min(max(1, keysMax), StorageLimits.keysListedMax)
    let walk = FolderWalk(root: folder, prefix: prefix, after: start, keysMax: limit)
    return try await threads.run { try walk.keys() }
  }

  /// Removes the file.
  public func delete(_ key: String) async throws {
    try ObjectKeyRule.check(key)
    try await threads.run { try parent(of: key)?.remove(Self.name(of: key)) }
  }

  private func open(_ key: String) throws(StorageError) -> FileDescriptor {
    guard let parent = try parent(of: key), let file = try parent.file(Self.name(of: key)) else {
      throw .notFound(what: "object \(key) in \(folder)")
    }
    return file
  }

  /// The folder of a key's file; nil when there is none.
  private func parent(of key: String) throws(StorageError) -> FolderDescriptor? {
    guard Folders.isFolder(folder) else { return nil }
    var parent = try FolderDescriptor(folder)
    for part in key.split(separator: "/").dropLast() {
      guard let next = try parent.folder(part) else { return nil }
      parent = next
    }
    return parent
  }

  /// The folder of a key's file, made if need be.
  private func parentMade(of key: String) throws(StorageError) -> FolderDescriptor {
    var parent = try FolderDescriptor(folder)
    for part in key.split(separator: "/").dropLast() { parent = try parent.folderMade(part) }
    return parent
  }

  private static func name(of key: String) -> Substring {
    key.utf8.lastIndex(of: UInt8(ascii: "/")).map { key[key.index(after: $0)...] } ?? key[...]
  }

  private static func checkSize(_ count: Int, of key: String) throws(StorageError) {
    guard count <= StorageLimits.objectBytesMax else {
      throw .tooLarge(what: "object \(key) in bytes", limit: StorageLimits.objectBytesMax, got: count)
    }
  }

  private static func write(_ bytes: [UInt8], to file: borrowing FileDescriptor) throws(StorageError) {
    try file.write(bytes)
    try file.synchronize()
  }

  private static func removeLeftovers(in folder: borrowing FolderDescriptor) throws(StorageError) {
    let now = time(nil)
    for entry in try folder.entries() where entry.kind != .folder {
      guard let modified = folder.modifiedSeconds(of: entry.name), now - modified > leftoverSecondsMax else { continue }
      try folder.remove(entry.name)
    }
  }
}
