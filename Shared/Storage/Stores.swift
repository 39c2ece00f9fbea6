/// The three stores of one deployment.
public struct Stores: Sendable {
  /// The event log, datasets, model artifacts.
  public let objects: any ObjectStore
  /// The catalog, the registry, runs, validation.
  public let database: any Database
  /// Profiles and what was seen.
  public let online: any OnlineStore

  /// Stores that were opened already.
  public init(objects: any ObjectStore, database: any Database, online: any OnlineStore) {
    self.objects = objects
    self.database = database
    self.online = online
  }

  /// Opens the three by their addresses, such as `file:data/objects`, `sqlite:data/bandstand.sqlite` and `memory:`.
  ///
  /// - Throws: ``StorageError``.
  public static func open(objects: String, database: String, online: String) async throws -> Stores {
    Stores(
      objects: try await StoreAddress(objects).openObjectStore(),
      database: try await StoreAddress(database).openDatabase(),
      online: try await StoreAddress(online).openOnlineStore()
    )
  }
}
