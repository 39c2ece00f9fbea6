/// How new the item is: 1 at its release or before, halving every 30 days. From 0; missing when unknown.
///
/// Beside ``ItemAge`` because newness matters in days, age in years.
struct ItemFreshness: PairFeature {
  let definition = FeatureDefinition.share(
    "item.freshness", "1 at release, halving every 30 days",
    missing: "release time unknown")

  static let halfLifeSeconds: Float = 30 * 86_400

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.freshness
  }
}
