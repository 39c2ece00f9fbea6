/// The time since the latest listen of the item's artist, as log1p(seconds). Missing without timed listens of it.
struct PairArtistSinceHeard: PairFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.artist.sinceHeard", "time since the latest listen of the item's artist",
    missing: "artist unknown, or no timed listens of it kept")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.artist?.sinceHeard
  }
}
