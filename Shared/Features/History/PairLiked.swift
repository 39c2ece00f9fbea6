/// Whether the listener likes the item. 0 or 1, never missing.
struct PairLiked: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.liked", "whether the listener likes the item")

  func value(of history: History) -> Float? {
    Scale.flag(history.isLiked)
  }
}
