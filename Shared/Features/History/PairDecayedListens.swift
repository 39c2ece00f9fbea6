/// The listener's listens of the item, each halving every 14 days, as log1p(count). Never missing.
struct PairDecayedListens: HistoryFeature {
  let definition = FeatureDefinition.count(
    "pair.decayedListens", "listens of the item, each halving every 14 days")

  func value(of history: History) -> Float? {
    history.decayedListens
  }
}
