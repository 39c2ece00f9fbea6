/// The part of the listens of the item's artist that were skipped, 0 to 1. Missing without timed listens of it.
struct PairArtistSkippedShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.artist.skippedShare", "part of the listens of the item's artist that were skipped",
    missing: "artist unknown, or no timed listens of it kept")

  func value(of history: History) -> Float? {
    history.skippedShare
  }
}
