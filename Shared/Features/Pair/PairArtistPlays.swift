/// The listener's plays of the item's artist, timed or counted, as log1p(count). Missing when the artist is unknown.
struct PairArtistPlays: PairFeature {
  let definition = FeatureDefinition.count(
    "pair.artist.plays", "plays of the item's artist, timed or counted",
    missing: "artist unknown, or none")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.artist?.plays
  }
}
