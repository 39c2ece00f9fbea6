/// How much more of the listens are of the item's kind in this quarter of the UTC day than at all times: the difference of
/// ``PairKindNowShare`` and ``PairKindShare``. -1 to 1; missing when either is.
struct PairKindNowLift: KindFeature {
  let definition = FeatureDefinition(
    name: "pair.kindNowLift",
    meaning: "how much more of the item's kind is heard in this quarter of the day than at others",
    unit: "difference of shares", bounds: -1...1,
    missingRule: "no recent listens in this quarter of the day")

  func value(of kind: ItemKind, on page: PageContext) -> Float? {
    guard let now = PairKindNowShare().value(of: kind, on: page), let always = PairKindShare().value(of: kind, on: page)
    else { return nil }
    return now - always
  }
}
