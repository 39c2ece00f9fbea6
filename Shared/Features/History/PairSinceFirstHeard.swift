/// The time since the listener's first listen of the item, as log1p(seconds). Missing without timed listens of it.
struct PairSinceFirstHeard: HistoryFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.sinceFirstHeard", "time since the first listen of the item",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.sinceFirstHeard
  }
}
