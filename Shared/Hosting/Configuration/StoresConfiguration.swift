public import Storage

/// Where a process finds what every service shares: objects and the database.
public struct StoresConfiguration: Hashable, Sendable {
  /// The event log, datasets, model artifacts.
  public var objects: String
  /// The catalog, the registry, runs, validation.
  public var database: String

  /// Opens both.
  ///
  /// - Throws: `StorageError`.
  public func open() async throws -> Stores {
    try await Stores.open(objects: objects, database: database)
  }
}
