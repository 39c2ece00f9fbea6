/// Whether the listener hid the item's artist. 0 or 1; missing when the artist is unknown.
struct PairArtistHidden: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.hidden", "whether the listener hid the item's artist",
    missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    Scale.flag(history.isHidden)
  }
}
