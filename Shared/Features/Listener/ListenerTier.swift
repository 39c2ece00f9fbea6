/// Whether the listener is of one tier. 0 or 1; missing when the tier is unknown. One column a tier.
struct ListenerTier: ListenerFeature {
  let tier: Tier
  let definition: FeatureDefinition

  init(tier: Tier) {
    self.tier = tier
    definition = FeatureDefinition.flag(
      "listener.tier.\(tier.name)", "whether the listener's tier is \(tier.name)", missing: "tier unknown")
  }

  func value(of page: PageContext) -> Float? {
    page.profile.known.tier.map { Scale.flag($0 == tier) }
  }
}
