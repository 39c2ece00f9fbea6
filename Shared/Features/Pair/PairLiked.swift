/// Whether the listener likes the item. 0 or 1, never missing.
struct PairLiked: PairFeature {
  let definition = FeatureDefinition.flag(
    "pair.liked", "whether the listener likes the item")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.flag(row.item.isLiked)
  }
}
