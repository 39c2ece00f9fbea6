/// The listener's listens of the item's artist, each halving every 14 days, as log1p(count). Missing when it is
/// unknown.
struct PairArtistDecayedListens: PairFeature {
  let definition = FeatureDefinition.count(
    "pair.artist.decayedListens", "listens of the item's artist, each halving every 14 days",
    missing: "artist unknown, or none")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.artist?.decayedListens
  }
}
