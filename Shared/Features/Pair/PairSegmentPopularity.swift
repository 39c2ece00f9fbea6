/// The item's share of listens of its kind within the listener's segment (age band and country), in millionths, as
/// log1p. From 0; missing when the popularity model does not know the item.
struct PairSegmentPopularity: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.segmentPopularity",
    meaning: "the item's share of listens of its kind in the listener's segment, in millionths",
    unit: "log1p(millionths)", bounds: 0...13.82,
    missingRule: "popularity unknown or not a share")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.segmentPopularity
  }
}
