/// Whether the listener follows the item. 0 or 1, never missing.
struct PairFollowed: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.followed", "whether the listener follows the item")

  func value(of history: History) -> Float? {
    Scale.flag(history.isFollowed)
  }
}
