/// The item's share of all listens of its kind, in millionths, as log1p. From 0; missing when the popularity model does
/// not know the item.
struct PairPopularity: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.popularity", meaning: "the item's share of all listens of its kind, in millionths",
    unit: "log1p(millionths)", bounds: 0...13.82,
    missingRule: "popularity unknown or not a share")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.popularity
  }
}
