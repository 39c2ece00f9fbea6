/// Chooses a store by a short address: `file:PATH`, `sqlite:PATH` or `memory:`.
///
/// A path is relative to the working folder unless it begins with a slash. `file://` and `sqlite://` before an absolute path
/// do too.
public struct StoreAddress: Hashable, Sendable, CustomStringConvertible {
  /// What kind of store it is.
  public enum Kind: String, CaseIterable, Sendable {
    /// A folder.
    case file
    /// A SQLite file.
    case sqlite
    /// This process's memory.
    case memory
  }

  /// What kind of store it is.
  public let kind: Kind
  /// The folder or file; empty for memory.
  public let path: String

  /// The address that a text stands for.
  ///
  /// - Throws: ``StorageError/unsupportedAddress(address:available:)``, which names those that are available.
  public init(_ text: String) throws(StorageError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else {
      throw Self.unsupported(text, available: "file:PATH, sqlite:PATH or memory:")
    }
    let path = parts[1].hasPrefix("///") ? parts[1].dropFirst(2) : parts[1]
    guard path.isEmpty == (kind == .memory), !path.hasPrefix("//") else {
      throw Self.unsupported(text, available: kind == .memory ? "memory: without a path" : "\(kind.rawValue):PATH")
    }
    self.kind = kind
    self.path = String(path)
  }

  /// The address in text.
  public var description: String { "\(kind.rawValue):\(path)" }

  /// Opens the object store that the address chooses: `file:` or `memory:`.
  public func openObjectStore() async throws -> any ObjectStore {
    switch kind {
    case .file: try await FolderObjectStore.open(path)
    case .memory: MemoryObjectStore()
    case .sqlite: throw Self.unsupported(description, available: "file:PATH or memory: for objects")
    }
  }

  /// Opens the database that the address chooses: `sqlite:` or `memory:`.
  public func openDatabase() async throws -> any Database {
    switch kind {
    case .sqlite: try await SQLiteDatabase.open(path)
    case .memory: try await SQLiteDatabase.inMemory()
    case .file: throw Self.unsupported(description, available: "sqlite:PATH or memory: for the database")
    }
  }

  /// Opens the online store that the address chooses: `sqlite:` or `memory:`.
  public func openOnlineStore() async throws -> any OnlineStore {
    switch kind {
    case .sqlite: try await SQLiteOnlineStore.open(path)
    case .memory: MemoryOnlineStore()
    case .file: throw Self.unsupported(description, available: "sqlite:PATH or memory: for the online store")
    }
  }

  private static func unsupported(_ address: String, available: String) -> StorageError {
    .unsupportedAddress(address: address, available: available)
  }
}
