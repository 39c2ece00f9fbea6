/// The time since the listener's latest listen of the item, as log1p(seconds). Missing without timed listens of it.
struct PairSinceHeard: HistoryFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.sinceHeard", "time since the latest listen of the item",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.sinceHeard
  }
}
