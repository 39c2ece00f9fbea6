/// The two stores that every service of one deployment shares. Home has an ``OnlineStore`` besides.
public struct Stores: Sendable {
  /// The event log, datasets, model artifacts.
  public let objects: any ObjectStore
  /// The catalog, the registry, runs, validation.
  public let database: any Database

  /// Stores that were opened already.
  public init(objects: any ObjectStore, database: any Database) {
    self.objects = objects
    self.database = database
  }

  /// Opens both by their addresses, such as `file:data/objects` and `sqlite:data/bandstand.sqlite`.
  ///
  /// - Throws: ``StorageError``.
  public static func open(objects: String, database: String) async throws -> Stores {
    Stores(
      objects: try await StoreAddress(objects).openObjectStore(),
      database: try await StoreAddress(database).openDatabase()
    )
  }
}
