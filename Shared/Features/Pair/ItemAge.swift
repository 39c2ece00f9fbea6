/// How long ago the item was released, as log1p(seconds). 0 for an item yet to come; missing when unknown.
struct ItemAge: PairFeature {
  let definition = FeatureDefinition.elapsed(
    "item.age", "time since the item was released",
    missing: "release time unknown")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.sinceRelease.map { DeterministicMath.log1p($0) }
  }
}
