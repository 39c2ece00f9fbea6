public import Storage

/// Where a process keeps what outlives it.
public struct StoresConfiguration: Hashable, Sendable {
  /// The event log, datasets, model artifacts.
  public var objects: String
  /// The catalog, the registry, runs, validation.
  public var database: String
  /// Profiles and what was seen.
  public var online: String

  /// Opens all three.
  ///
  /// - Throws: `StorageError`.
  public func open() async throws -> Stores {
    try await Stores.open(objects: objects, database: database, online: online)
  }
}
