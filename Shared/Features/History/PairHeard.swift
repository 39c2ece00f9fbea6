/// Whether the profile keeps the item as heard. 0 or 1, never missing.
struct PairHeard: HistoryFeature {
  let definition = FeatureDefinition.flag(
    "pair.heard", "whether the listener heard the item, as far as the profile goes back")

  func value(of history: History) -> Float? {
    Scale.flag(history.isHeard)
  }
}
