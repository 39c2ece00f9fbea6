/// The same part as ``PairKindShare``, of the listens in the moment's quarter of the UTC day. Missing without any then.
struct PairKindNowShare: KindFeature {
  let definition = FeatureDefinition.share(
    "pair.kindNowShare", "part of the recent listens in this quarter of the day of, or started from, the item's kind",
    missing: "no recent listens in this quarter of the day")

  func value(of kind: ItemKind, on page: PageContext) -> Float? {
    Scale.share(page.listensNow(of: kind), of: page.kindListensNowTotal)
  }
}
