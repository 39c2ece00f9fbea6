/// Whether the listener hid the item. 0 or 1, never missing. Filters should have dropped it; the model sees it all the
/// same.
struct PairHidden: PairFeature {
  let definition = FeatureDefinition.flag(
    "pair.hidden", "whether the listener hid the item")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.flag(row.item.isHidden)
  }
}
