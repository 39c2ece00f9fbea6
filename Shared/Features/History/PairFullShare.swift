/// The part of the listener's listens of the item that were heard in full, 0 to 1. Missing without timed listens of it.
struct PairFullShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.fullShare", "part of the listens of the item heard in full",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.fullShare
  }
}
