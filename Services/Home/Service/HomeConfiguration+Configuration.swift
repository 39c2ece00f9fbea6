public import Hosting
import RPC

extension HomeConfiguration: ServiceConfiguration {
  private static let maskingKeyFileKey = ConfigurationKey.text(
    "masking.keyFile", default: ".bandstand/masking.key",
    "The file of the key that turns accounts into pseudonyms: 64 hexadecimal digits, made when there is none. Every home "
      + "needs the same; keep a copy, for nothing else can tell whose a profile is.")
  private static let candidatesKey = ConfigurationKey.target(
    "peers.candidates", default: RPCTarget(host: "127.0.0.1", port: 8002), "Where the candidates service listens.")
  private static let rankingKey = ConfigurationKey.target(
    "peers.ranking", default: RPCTarget(host: "127.0.0.1", port: 8003), "Where the ranking service listens.")
  private static let candidatesTimeoutKey = ConfigurationKey.integer(
    "candidates.timeoutMilliseconds", default: 500, in: 1...60_000,
    "How long stage 1 may take before the page does without it.")
  private static let rankingTimeoutKey = ConfigurationKey.integer(
    "ranking.timeoutMilliseconds", default: 500, in: 1...60_000,
    "How long stage 2 may take before the page does without it.")
  private static let pageLogFlushKey = ConfigurationKey.integer(
    "pageLog.flushMilliseconds", default: 500, in: 10...60_000,
    "How often served pages are written to the log; a process that is killed loses those of one interval.")

  private static let recoveryKey = ConfigurationKey.integer(
    "events.recoverySeconds", default: 30, in: 1...3600,
    "How often it is looked whether a home or an import ended in the middle of writing events, and for how long one must have "
      + "been silent: what it left is finished then.")

  private static let compactionKey = ConfigurationKey.integer(
    "events.compactionSeconds", default: 3600, in: 0...604_800,
    "How often the many small objects of an hour of the log are merged into few; of the last two days. 0 for never.")

  /// Its keys, in the order `--help` shows them.
  public static let keys =
    StoresConfiguration.keys + OnlineStoreConfiguration.keys + ShelvesConfiguration.keys
    + CatalogWatcherConfiguration.keys + [
      maskingKeyFileKey.description, candidatesKey.description, rankingKey.description,
      candidatesTimeoutKey.description,
      rankingTimeoutKey.description, pageLogFlushKey.description, recoveryKey.description, compactionKey.description,
    ]

  /// Reads every key.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    stores = try StoresConfiguration(reading: values)
    online = try OnlineStoreConfiguration(reading: values)
    shelves = try ShelvesConfiguration(reading: values)
    catalog = try CatalogWatcherConfiguration(reading: values)
    maskingKeyFile = try values.value(of: Self.maskingKeyFileKey)
    candidates = try values.value(of: Self.candidatesKey)
    ranking = try values.value(of: Self.rankingKey)
    candidatesTimeoutMilliseconds = try values.value(of: Self.candidatesTimeoutKey)
    rankingTimeoutMilliseconds = try values.value(of: Self.rankingTimeoutKey)
    pageLogFlushMilliseconds = try values.value(of: Self.pageLogFlushKey)
    recoverySeconds = try values.value(of: Self.recoveryKey)
    compactionSeconds = try values.value(of: Self.compactionKey)
  }
}
