/// How long ago the item was released, as log1p(seconds). 0 for an item yet to come; missing when unknown.
struct ItemAge: ItemFeature {
  let definition = FeatureDefinition.elapsed(
    "item.age", "time since the item was released",
    missing: "release time unknown")

  func value(of item: Item, at moment: Moment) -> Float? {
    item.releasedSeconds.map { DeterministicMath.log1p(moment.seconds(sinceReleaseAt: $0)) }
  }
}
