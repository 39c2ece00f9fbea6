/// Agreement of the listener's and the item's factors in the stage 1 model: the cosine, -1 to 1. Missing when either
/// has none.
struct PairFactorAffinity: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.factorAffinity", meaning: "agreement of the listener's and the item's factors",
    unit: "cosine", bounds: -1...1,
    missingRule: "listener or item without factors")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.factorAffinity
  }
}
