/// How usual it is to go on to the item's artist from the latest artist: the part of the recent transitions from there; 0
/// to 1. Missing when the artist is unknown, or no transition is known.
struct PairArtistNextShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.artist.nextShare", "part of the recent transitions from the latest artist that went to the item's",
    missing: "artist unknown, or no transition from the latest known")

  func value(of history: History) -> Float? {
    history.nextShare
  }
}
