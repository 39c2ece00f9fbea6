public import Hosting
import RPC

extension StageConfiguration: ServiceConfiguration {
  private static let trainingKey = ConfigurationKey.target(
    "peers.training", default: RPCTarget(host: "127.0.0.1", port: 8005),
    "Where the training service listens, which tells which models are live.")

  /// Its keys, in the order `--help` shows them.
  public static let keys =
    StoresConfiguration.keys + ShelvesConfiguration.keys + CatalogWatcherConfiguration.keys + [trainingKey.description]

  /// Reads every key.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    stores = try StoresConfiguration(reading: values)
    shelves = try ShelvesConfiguration(reading: values)
    catalog = try CatalogWatcherConfiguration(reading: values)
    training = try values.value(of: Self.trainingKey)
  }
}
