/// Whether the listener follows the item. 0 or 1, never missing.
struct PairFollowed: PairFeature {
  let definition = FeatureDefinition.flag(
    "pair.followed", "whether the listener follows the item")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.flag(row.item.isFollowed)
  }
}
