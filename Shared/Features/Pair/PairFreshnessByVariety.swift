/// Freshness crossed with how many artists the listener hears: ``ItemFreshness`` times ``ListenerVariety``. 0 to 1; missing
/// when the release time is unknown.
struct PairFreshnessByVariety: PairFeature {
  let definition = FeatureDefinition.share(
    "pair.freshnessByVariety", "the item's freshness, times the listener's variety",
    missing: "release time unknown")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.freshness.map { $0 * page.variety }
  }
}
