/// Whether the listener likes the item's artist. 0 or 1; missing when the artist is unknown.
struct PairArtistLiked: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.liked", "whether the listener likes the item's artist",
    missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    Scale.flag(history.isLiked)
  }
}
