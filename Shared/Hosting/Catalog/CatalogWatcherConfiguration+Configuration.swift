extension CatalogWatcherConfiguration: ServiceConfiguration {
  private static let pollKey = ConfigurationKey.number(
    "catalog.pollSeconds", default: 1, in: 0.05...3_600, "How often the store is asked for a newer catalog.")

  /// The one key.
  public static let keys = [pollKey.description]

  /// Reads it.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    pollSeconds = try values.value(of: Self.pollKey)
  }
}
