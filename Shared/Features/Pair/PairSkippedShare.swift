/// The part of the listener's listens of the item that were skipped, 0 to 1. Missing without timed listens of it.
struct PairSkippedShare: PairFeature {
  let definition = FeatureDefinition.share(
    "pair.skippedShare", "part of the listens of the item that were skipped",
    missing: "no timed listens of the item kept")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.item.skippedShare
  }
}
