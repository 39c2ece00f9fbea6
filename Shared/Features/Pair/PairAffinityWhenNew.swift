/// Agreement of the factors, for what the listener never heard: there it is the best that is known. -1 to 1; missing for
/// what was heard, and when either has no factors.
struct PairAffinityWhenNew: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.affinityWhenNew", meaning: "agreement of the factors with an item that was never heard",
    unit: "cosine", bounds: -1...1,
    missingRule: "item heard before, or listener or item without factors")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.isHeard ? nil : row.factorAffinity
  }
}
