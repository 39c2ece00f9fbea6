/// The time since the latest listen of the item's artist, as log1p(seconds). Missing without timed listens of it.
struct PairArtistSinceHeard: HistoryFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.artist.sinceHeard", "time since the latest listen of the item's artist",
    missing: "artist unknown, or no timed listens of it kept")

  func value(of history: History) -> Float? {
    history.sinceHeard
  }
}
