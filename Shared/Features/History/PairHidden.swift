/// Whether the listener hid the item. 0 or 1, never missing. Filters should have dropped it; the model sees it all the
/// same.
struct PairHidden: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.hidden", "whether the listener hid the item")

  func value(of history: History) -> Float? {
    Scale.flag(history.isHidden)
  }
}
