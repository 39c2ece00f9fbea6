/// The artist's place among the last 100 heard, as log1p(place), 0 for the most recent. Missing when it is not among them.
struct PairArtistPlace: HistoryFeature {
  let definition = FeatureDefinition(
    name: "pair.artist.place", meaning: "place of the item's artist among the last 100 heard, most recent first",
    unit: "log1p(place)", bounds: 0...4.62,
    missingRule: "artist unknown, or not among the last 100 heard")

  func value(of history: History) -> Float? {
    history.place
  }
}
