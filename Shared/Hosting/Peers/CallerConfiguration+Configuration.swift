extension CallerConfiguration: ServiceConfiguration {
  /// All keys, in the order `--help` shows them.
  public static let keys = SecurityConfiguration.callerKeys + PeersConfiguration.keys

  /// Reads every key.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    security = try SecurityConfiguration(readingForCaller: values)
    peers = try PeersConfiguration(reading: values)
  }
}
