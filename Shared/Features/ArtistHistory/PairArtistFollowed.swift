/// Whether the listener follows the item's artist. 0 or 1; missing when the artist is unknown.
struct PairArtistFollowed: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.followed", "whether the listener follows the item's artist",
    missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    Scale.flag(history.isFollowed)
  }
}
