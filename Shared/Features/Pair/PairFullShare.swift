/// The part of the listener's listens of the item that were heard in full, 0 to 1. Missing without timed listens of it.
struct PairFullShare: PairFeature {
  let definition = FeatureDefinition.share(
    "pair.fullShare", "part of the listens of the item heard in full",
    missing: "no timed listens of the item kept")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.item.fullShare
  }
}
