/// The item's place in its source's own list, as log1p(position), 0 for the first. Never missing.
struct PairSourcePosition: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.sourcePosition", meaning: "place of the item in its source's list, first is 0",
    unit: "log1p(position)", bounds: 0...22.25,
    missingRule: nil)

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.count(UInt64(row.sourcePosition))
  }
}
