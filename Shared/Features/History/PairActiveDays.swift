/// The UTC days on which the listener heard the item, as log1p(count). Never missing.
struct PairActiveDays: HistoryFeature {
  let definition = FeatureDefinition.count(
    "pair.activeDays", "days with a listen of the item")

  func value(of history: History) -> Float? {
    history.activeDays
  }
}
