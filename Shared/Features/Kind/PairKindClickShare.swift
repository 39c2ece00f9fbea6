/// The part of the listener's decayed clicks that were on the item's kind, 0 to 1. Missing without recent clicks.
struct PairKindClickShare: KindFeature {
  let definition = FeatureDefinition.share(
    "pair.kindClickShare", "part of the recent clicks on the item's kind",
    missing: "no recent clicks")

  func value(of kind: ItemKind, on page: PageContext) -> Float? {
    Scale.share(page.profile.habits.clicks(on: kind), of: page.clicks)
  }
}
