/// The listener's plays of the item, timed or counted, as log1p(count). 0 when none is kept; never missing.
struct PairPlays: HistoryFeature {
  let definition = FeatureDefinition.count(
    "pair.plays", "plays of the item, timed or counted")

  func value(of history: History) -> Float? {
    history.plays
  }
}
