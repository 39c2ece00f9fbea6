/// Whether the profile keeps the item as heard. 0 or 1, never missing.
struct PairHeard: PairFeature {
  let definition = FeatureDefinition.flag(
    "pair.heard", "whether the listener heard the item, as far as the profile goes back")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.flag(row.item.isHeard)
  }
}
