/// Whether the profile keeps the item's artist as heard. 0 or 1; missing when the artist is unknown.
struct PairArtistHeard: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.heard", "whether the listener heard the item's artist",
    missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    Scale.flag(history.isHeard)
  }
}
