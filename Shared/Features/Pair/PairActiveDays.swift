/// The UTC days on which the listener heard the item, as log1p(count). Never missing.
struct PairActiveDays: PairFeature {
  let definition = FeatureDefinition.count(
    "pair.activeDays", "days with a listen of the item")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.item.activeDays
  }
}
