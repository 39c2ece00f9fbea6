/// The part of the listener's listens of the item that were heard in part, 0 to 1. Missing without timed listens of it.
struct PairPartialShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.partialShare", "part of the listens of the item heard in part",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.partialShare
  }
}
