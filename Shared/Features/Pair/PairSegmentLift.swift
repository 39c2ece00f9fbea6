/// How much more the listener's segment hears the item than all listeners do, as a difference of squeezed shares.
/// -13.82 to 13.82, 0 when the same; missing when the popularity model does not know the item.
struct PairSegmentLift: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.segmentLift", meaning: "how much more the listener's segment hears the item than everybody does",
    unit: "difference of log1p(millionths)", bounds: -13.82...13.82,
    missingRule: "popularity unknown or not a share")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    guard let overall = row.popularity, let inSegment = row.segmentPopularity else { return nil }
    return inSegment - overall
  }
}
