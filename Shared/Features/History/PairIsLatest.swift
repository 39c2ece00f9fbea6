/// Whether the latest listen was of the item, or of its artist or from it when it is one or a collection. 0 or 1, never
/// missing.
struct PairIsLatest: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.isLatest", "whether the latest listen was of the item")

  func value(of history: History) -> Float? {
    Scale.flag(history.isLatest)
  }
}
