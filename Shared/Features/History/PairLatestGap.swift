/// The time between the latest two listens of the item, as log1p(seconds). Missing with fewer than two.
struct PairLatestGap: HistoryFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.latestGap", "time between the latest two listens of the item",
    missing: "fewer than two timed listens of it kept")

  func value(of history: History) -> Float? {
    history.latestGap
  }
}
