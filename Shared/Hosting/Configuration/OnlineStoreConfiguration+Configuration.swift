extension OnlineStoreConfiguration: ServiceConfiguration {
  private static let onlineKey = ConfigurationKey.text(
    "stores.online", default: "sqlite:.bandstand/online.sqlite",
    "The online store's URL: profiles and what was seen: sqlite:PATH, memory: or redis://HOST.")

  /// The one key.
  public static let keys = [onlineKey.description]

  /// Reads the URL; ``open()`` checks it.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    online = try values.value(of: Self.onlineKey)
  }
}
