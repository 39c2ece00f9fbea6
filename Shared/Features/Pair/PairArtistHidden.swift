/// Whether the listener hid the item's artist. 0 or 1; missing when the artist is unknown.
struct PairArtistHidden: PairFeature {
  let definition = FeatureDefinition.flag(
    "pair.artist.hidden", "whether the listener hid the item's artist",
    missing: "artist unknown, or none")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.artist.map { Scale.flag($0.isHidden) }
  }
}
