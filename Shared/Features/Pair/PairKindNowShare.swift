/// The same part as ``PairKindShare``, of the listens in the moment's quarter of the UTC day. Missing without any then.
struct PairKindNowShare: PairFeature {
  let definition = FeatureDefinition.share(
    "pair.kindNowShare", "part of the recent listens in this quarter of the day of, or started from, the item's kind",
    missing: "no recent listens in this quarter of the day")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    Scale.share(page.listensNow(of: row.row.item.identifier.kind), of: page.kindListensNowTotal)
  }
}
