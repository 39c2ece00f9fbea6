/// The part of the listener's listens of the item that were skipped, 0 to 1. Missing without timed listens of it.
struct PairSkippedShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.skippedShare", "part of the listens of the item that were skipped",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.skippedShare
  }
}
