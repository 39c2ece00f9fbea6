/// Whether the profile keeps the item's artist as heard. 0 or 1; missing when the artist is unknown.
struct PairArtistHeard: PairFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.heard", "whether the listener heard the item's artist",
    missing: "artist unknown, or none")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.artist.map { Scale.flag($0.isHeard) }
  }
}
