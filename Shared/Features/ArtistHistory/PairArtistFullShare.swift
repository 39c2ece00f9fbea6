/// The part of the listens of the item's artist that were heard in full, 0 to 1. Missing without timed listens of it.
struct PairArtistFullShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.artist.fullShare", "part of the listens of the item's artist heard in full",
    missing: "artist unknown, or no timed listens of it kept")

  func value(of history: History) -> Float? {
    history.fullShare
  }
}
