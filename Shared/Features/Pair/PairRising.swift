/// The part of the item's listens of 28 days that fell in the last 7: 0.25 when steady, more when rising. 0 to 1;
/// missing when the popularity model does not know the item.
struct PairRising: PairFeature {
  let definition = FeatureDefinition.share(
    "pair.rising", "part of the item's listens of 28 days that fell in the last 7",
    missing: "popularity unknown or not a share")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.rising
  }
}
