/// How new the item is: 1 at its release or before, halving every 30 days. From 0; missing when unknown.
///
/// Beside ``ItemAge`` because newness matters in days, age in years.
struct ItemFreshness: ItemFeature {
  let definition = FeatureDefinition.share(
    "item.freshness", "1 at release, halving every 30 days",
    missing: "release time unknown")

  private static let halfLifeSeconds: Float = 30 * 86_400

  func value(of item: Item, at moment: Moment) -> Float? {
    item.releasedSeconds.map { DeterministicMath.exp2(-moment.seconds(sinceReleaseAt: $0) / Self.halfLifeSeconds) }
  }
}
