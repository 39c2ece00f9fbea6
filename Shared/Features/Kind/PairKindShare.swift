/// The part of the listener's decayed listens that were of the item's kind, or started from it; 0 to 1. Missing without
/// any.
struct PairKindShare: KindFeature {
  let definition = FeatureDefinition.share(
    "pair.kindShare", "part of the recent listens of, or started from, the item's kind",
    missing: "no recent listens")

  func value(of kind: ItemKind, on page: PageContext) -> Float? {
    Scale.share(page.listens(of: kind), of: page.kindListensTotal)
  }
}
