/// Recent listens of the item crossed with how much of it is heard: ``PairDecayedListens`` times ``PairFullShare``. From 0;
/// missing without timed listens of it.
struct PairEngagement: HistoryFeature {
  let definition = FeatureDefinition(
    name: "pair.engagement", meaning: "recent listens of the item, times the part of them heard in full",
    unit: "log1p(count) times share", bounds: Scale.countBounds,
    missingRule: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.fullShare.map { history.decayedListens * $0 }
  }
}
