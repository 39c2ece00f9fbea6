/// Whether the latest listen was of the item's artist. 0 or 1; missing when the artist is unknown.
struct PairArtistIsLatest: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.isLatest", "whether the latest listen was of the item's artist", missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    Scale.flag(history.isLatest)
  }
}
