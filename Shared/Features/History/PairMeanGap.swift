/// The mean time from one listen of the item to the next, as log1p(seconds). Missing with fewer than two.
struct PairMeanGap: HistoryFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.meanGap", "mean time from one listen of the item to the next",
    missing: "fewer than two timed listens of it kept")

  func value(of history: History) -> Float? {
    history.meanGap
  }
}
