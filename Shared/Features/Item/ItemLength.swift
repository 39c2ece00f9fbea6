/// The item's playing time, as log1p(seconds). Missing when unknown, endless or not above 0.
struct ItemLength: ItemFeature {
  let definition = FeatureDefinition.elapsed(
    "item.length", "playing time of the item",
    missing: "length unknown, endless or not above 0")

  func value(of item: Item) -> Float? {
    guard let length = item.lengthSeconds, length > 0, length.isFinite else { return nil }
    return DeterministicMath.log1p(length)
  }
}
