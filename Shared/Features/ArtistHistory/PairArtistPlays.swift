/// The listener's plays of the item's artist, timed or counted, as log1p(count). Missing when the artist is unknown.
struct PairArtistPlays: HistoryFeature {
  let definition = FeatureDefinition.count(
    "pair.artist.plays", "plays of the item's artist, timed or counted",
    missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    history.plays
  }
}
