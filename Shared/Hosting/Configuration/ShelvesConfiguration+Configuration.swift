extension ShelvesConfiguration: ServiceConfiguration {
  private static let fileKey = ConfigurationKey.text(
    "shelves.file", default: "compose/shelves.json", "The file that says which shelves a Home page has.")

  /// The one key.
  public static let keys = [fileKey.description]

  /// Reads it; ``load()`` reads the file.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    file = try values.value(of: Self.fileKey)
  }
}
