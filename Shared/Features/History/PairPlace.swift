/// The item's place among the last 100 heard of its list, as log1p(place), 0 for the most recent. Missing when it is
/// not among them.
struct PairPlace: HistoryFeature {
  let definition = FeatureDefinition(
    name: "pair.place", meaning: "place of the item among the last 100 heard, most recent first",
    unit: "log1p(place)", bounds: 0...4.62,
    missingRule: "not among the last 100 heard")

  func value(of history: History) -> Float? {
    history.place
  }
}
