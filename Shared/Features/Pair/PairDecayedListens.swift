/// The listener's listens of the item, each halving every 14 days, as log1p(count). Never missing.
struct PairDecayedListens: PairFeature {
  let definition = FeatureDefinition.count(
    "pair.decayedListens", "listens of the item, each halving every 14 days")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.item.decayedListens
  }
}
