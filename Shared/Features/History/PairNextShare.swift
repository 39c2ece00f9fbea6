/// How usual it is to go on to the item from the latest album, playlist or podcast, or from the latest artist to an
/// artist: the part of the recent transitions from there; 0 to 1. Missing for tracks, and when none is known.
struct PairNextShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.nextShare", "part of the recent transitions from the latest artist or collection that went to the item",
    missing: "of tracks, and when none from the latest is known")

  func value(of history: History) -> Float? {
    history.nextShare
  }
}
