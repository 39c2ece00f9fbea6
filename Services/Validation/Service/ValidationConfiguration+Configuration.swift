public import Hosting

extension ValidationConfiguration: ServiceConfiguration {
  private static let driftKey = ConfigurationKey.number(
    "drift.limit", default: CheckLimits().driftMax, in: 0...1,
    "The greatest Chebyshev distance of a feature's distribution from the last good dataset's.")
  private static let baselineKey = ConfigurationKey.number(
    "drift.baselineLimit", default: CheckLimits().baselineDriftMax, in: 0...1,
    "The same from the baseline: the dataset that a person accepted last, or the first of its name.")
  private static let driftByFeatureKey = ConfigurationKey.text(
    "drift.limits", default: "", none: "no exceptions",
    "Other limits for single features, such as \"pair.rising=0.4,moment.weekend=1\"; 1 never complains.")
  private static let missingKey = ConfigurationKey.number(
    "missing.changeLimit", default: CheckLimits().missingShareChangeMax, in: 0...1,
    "How much the share of rows without a value may grow or shrink.")
  private static let ageKey = ConfigurationKey.integer(
    "pages.ageDaysLimit", default: CheckLimits().ageDaysMax, in: 1...36_500,
    "How old the newest page may be at the run's moment, in days.")
  private static let rateKey = ConfigurationKey.number(
    "labels.rateLimit", default: CheckLimits().labelRateMax, in: 0...1,
    "The largest share of cards that may be clicked.")
  private static let rateChangeKey = ConfigurationKey.number(
    "labels.changeLimit", default: CheckLimits().labelChangeMax, in: 0...100,
    "How much the share of clicked cards may change, as a part of itself, whatever the sampling error.")
  private static let signalKey = ConfigurationKey.number(
    "signal.changeLimit", default: CheckLimits().signalChangeMax, in: 0...1,
    "How much what a feature says of the clicks may change, as an area under the curve, whatever the sampling error.")
  private static let leakKey = ConfigurationKey.number(
    "signal.limit", default: CheckLimits().leakAreaMax, in: 0.5...1,
    "How well one feature may tell clicked cards from others of the same page, as an area under the curve.")
  private static let rowsKey = ConfigurationKey.integer(
    "rows.least", default: CheckLimits().rowsMin, in: 1...1_000_000_000,
    "The fewest rows that are worth fitting a model on.")

  private static let replayKey = ConfigurationKey.integer(
    "replay.seconds", default: ReplaySettings().seconds, in: 0...604_800,
    "How long from one replay of served vectors to the next at least; 0 for never. Each reads the whole event log when there "
      + "are new pages, and holds the catalog; at most a tenth of the time is spent so.")
  private static let replayPagesKey = ConfigurationKey.integer(
    "replay.pages", default: ReplaySettings().pagesMax, in: 1...100_000, "How many pages are replayed at once at most.")
  private static let replaySettleKey = ConfigurationKey.integer(
    "replay.settleSeconds", default: ReplaySettings().settleSeconds, in: 0...86_400,
    "How old a page must be to be replayed: longer than home's events.recoverySeconds.")

  /// Its keys, in the order `--help` shows them.
  public static let keys =
    StoresConfiguration.keys + [
      driftKey.description, baselineKey.description, driftByFeatureKey.description, missingKey.description,
      rowsKey.description,
      ageKey.description, rateKey.description, rateChangeKey.description, signalKey.description, leakKey.description,
      replayKey.description, replayPagesKey.description, replaySettleKey.description,
    ]

  /// Reads every key.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    stores = try StoresConfiguration(reading: values)
    limits = CheckLimits()
    limits.driftMax = try values.value(of: Self.driftKey)
    limits.baselineDriftMax = try values.value(of: Self.baselineKey)
    limits.driftMaxByFeature = try Self.limits(from: try values.value(of: Self.driftByFeatureKey))
    limits.missingShareChangeMax = try values.value(of: Self.missingKey)
    limits.rowsMin = try values.value(of: Self.rowsKey)
    limits.ageDaysMax = try values.value(of: Self.ageKey)
    limits.labelRateMax = try values.value(of: Self.rateKey)
    limits.labelChangeMax = try values.value(of: Self.rateChangeKey)
    limits.signalChangeMax = try values.value(of: Self.signalKey)
    limits.leakAreaMax = try values.value(of: Self.leakKey)
    replay = ReplaySettings()
    replay.seconds = try values.value(of: Self.replayKey)
    replay.pagesMax = try values.value(of: Self.replayPagesKey)
    replay.settleSeconds = try values.value(of: Self.replaySettleKey)
  }

  /// Limits from "name=limit,name=limit".
  static func limits(from text: String) throws(HostingError) -> [String: Double] {
    var limits: [String: Double] = [:]
    for entry in text.split(separator: ",") {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let limit = Double(parts[1]), (0...1).contains(limit) else {
        throw HostingError.badValue(
          key: "drift.limits", source: "the configuration", got: String(entry),
          expected: "a feature's name, \"=\" and a number from 0 to 1")
      }
      limits[String(parts[0])] = limit
    }
    return limits
  }
}
