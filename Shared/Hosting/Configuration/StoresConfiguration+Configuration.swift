extension StoresConfiguration: ServiceConfiguration {
  private static let objectsKey = ConfigurationKey.text(
    "stores.objects", default: "file:.bandstand/objects",
    "The object store's URL: the event log, datasets and models: file:PATH or s3://BUCKET/PREFIX.")
  private static let databaseKey = ConfigurationKey.text(
    "stores.database", default: "sqlite:.bandstand/bandstand.sqlite",
    "The database's URL: the catalog, the registry, runs and validation: sqlite:PATH or postgres://HOST/DATABASE.")

  /// The two stores.
  public static let keys = [objectsKey.description, databaseKey.description]

  /// Reads the URLs; ``open()`` checks them.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    objects = try values.value(of: Self.objectsKey)
    database = try values.value(of: Self.databaseKey)
  }
}
