/// Agreement of the factors crossed with popularity: ``PairFactorAffinity`` times ``PairPopularity``. -13.82 to 13.82;
/// missing when either is.
struct PairAffinityByPopularity: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.affinityByPopularity", meaning: "agreement of the factors, times the item's squeezed popularity",
    unit: "cosine times log1p(millionths)", bounds: -13.82...13.82,
    missingRule: "popularity unknown or not a share, or listener or item without factors")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    guard let affinity = row.factorAffinity, let popularity = row.popularity else { return nil }
    return affinity * popularity
  }
}
