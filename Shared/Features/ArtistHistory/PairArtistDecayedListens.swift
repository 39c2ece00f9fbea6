/// The listener's listens of the item's artist, each halving every 14 days, as log1p(count). Missing when it is
/// unknown.
struct PairArtistDecayedListens: HistoryFeature {
  let definition = FeatureDefinition.count(
    "pair.artist.decayedListens", "listens of the item's artist, each halving every 14 days",
    missing: "artist unknown, or none")

  func value(of history: History) -> Float? {
    history.decayedListens
  }
}
