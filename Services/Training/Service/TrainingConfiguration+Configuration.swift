import Datasets
public import Hosting
import Models
import RPC

extension TrainingConfiguration: ServiceConfiguration {
  private static let standard = TrainingSettings()

  private static let validationKey = ConfigurationKey.target(
    "peers.validation", default: RPCTarget(host: "127.0.0.1", port: 8004), "Where the validation service listens.")
  private static let validationSecondsKey = ConfigurationKey.number(
    "validation.seconds", default: standard.validationSeconds, in: 1...3600,
    "How long the check of one dataset may take.")
  private static let watchSecondsKey = ConfigurationKey.number(
    "watch.seconds", default: standard.watchSeconds, in: 0.01...60,
    "How often the registry is looked at for models that went live.")
  private static let leaseSecondsKey = ConfigurationKey.number(
    "run.leaseSeconds", default: standard.leaseSeconds, in: 1...3600,
    "How long nobody else trains on the same stores after a process was cut off in a run.")
  private static let listenersKey = ConfigurationKey.integer(
    "extract.listenersMost", default: standard.limits.listenersMax, in: 1...100_000_000,
    "How many listeners' profiles a run holds, some 5 kB each and at most 35; the first to come.")
  private static let clicksKey = ConfigurationKey.integer(
    "extract.clicksMost", default: standard.limits.clicksMax, in: 1...1_000_000_000,
    "How many clicks a run holds, some 200 bytes each; more fail it.")
  private static let rowsKey = ConfigurationKey.integer(
    "extract.rowsMost", default: standard.limits.rowsMax, in: 1...ExtractionLimits.rowsLimit,
    "How many impressions of one shelf a run holds, \(ExtractionLimits.bytesPerRow) bytes each; more fail it.")
  private static let daysKey = ConfigurationKey.integer(
    "extract.pageDays", default: standard.limits.pageDays, in: 1...3650,
    "How many days of served pages ranking models learn from.")
  private static let windowKey = ConfigurationKey.integer(
    "labels.windowSeconds", default: Int(standard.limits.attributionWindow.seconds), in: 1...2_592_000,
    "How long after its page was served a click still labels it. Pages younger than that are not learned from yet.")
  private static let heldOutKey = ConfigurationKey.number(
    "ranking.heldOutShare", default: standard.heldOutShare, in: 0.01...0.9,
    "The share of pages, the newest, that ranking models are judged on.")
  private static let leftOutKey = ConfigurationKey.number(
    "extract.leftOutShareMost", default: standard.leftOutShareMax, in: 0...1,
    "The share of pages, of events and of the log's lines that a run may leave out; more stop it.")
  private static let listensKey = ConfigurationKey.integer(
    "popularity.listensLeast", default: standard.popularityListensMin, in: 1...1_000_000_000,
    "How few listens popularity is learned from.")
  private static let factorsKey = ConfigurationKey.integer(
    "factorization.factors", default: standard.factorization.factorCount,
    in: 1...FactorizationSettings.factorCountMax, "How many factors an item has.")
  private static let sweepsKey = ConfigurationKey.integer(
    "factorization.sweeps", default: standard.factorization.sweepCount, in: 1...1000,
    "How often all listeners and all items are solved.")
  private static let gateListenersKey = ConfigurationKey.integer(
    "factorization.listenersLeast", default: standard.factorizationGate.listenersMin, in: 2...1_000_000_000,
    "How few listeners with plays factors are learned from.")
  private static let gateGainKey = ConfigurationKey.number(
    "factorization.gainOverPopularityLeast", default: standard.factorizationGate.gainOverPopularityMin, in: -1...1,
    "How much the recall@10 of factors must lie above the popularity order's, as a difference.")
  private static let gateLossKey = ConfigurationKey.number(
    "factorization.lossAgainstLiveMost", default: standard.factorizationGate.lossAgainstLiveMax, in: 0...1,
    "How much of the live version's recall@10 may be lost, as a share of it.")

  /// Its keys, in the order `--help` shows them.
  public static let keys =
    StoresConfiguration.keys + ShelvesConfiguration.keys + [
      validationKey.description, validationSecondsKey.description, watchSecondsKey.description,
      leaseSecondsKey.description,
      listenersKey.description, clicksKey.description, rowsKey.description, daysKey.description,
      windowKey.description, leftOutKey.description, heldOutKey.description, listensKey.description,
      factorsKey.description,
      sweepsKey.description,
      gateListenersKey.description, gateGainKey.description, gateLossKey.description,
    ] + RankingGateLimits.keys

  /// Reads every key.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    stores = try StoresConfiguration(reading: values)
    shelves = try ShelvesConfiguration(reading: values)
    validation = try values.value(of: Self.validationKey)
    settings = TrainingSettings()
    settings.validationSeconds = try values.value(of: Self.validationSecondsKey)
    settings.watchSeconds = try values.value(of: Self.watchSecondsKey)
    settings.leaseSeconds = try values.value(of: Self.leaseSecondsKey)
    settings.limits.listenersMax = try values.value(of: Self.listenersKey)
    settings.limits.clicksMax = try values.value(of: Self.clicksKey)
    settings.limits.rowsMax = try values.value(of: Self.rowsKey)
    settings.limits.pageDays = try values.value(of: Self.daysKey)
    settings.limits.attributionWindow = AttributionWindow(seconds: Int64(try values.value(of: Self.windowKey)))
    settings.heldOutShare = try values.value(of: Self.heldOutKey)
    settings.leftOutShareMax = try values.value(of: Self.leftOutKey)
    settings.rankingGate = try RankingGateLimits(reading: values)
    settings.popularityListensMin = try values.value(of: Self.listensKey)
    settings.factorization.factorCount = try values.value(of: Self.factorsKey)
    settings.factorization.sweepCount = try values.value(of: Self.sweepsKey)
    settings.factorizationGate.listenersMin = try values.value(of: Self.gateListenersKey)
    settings.factorizationGate.gainOverPopularityMin = try values.value(of: Self.gateGainKey)
    settings.factorizationGate.lossAgainstLiveMax = try values.value(of: Self.gateLossKey)
  }
}
