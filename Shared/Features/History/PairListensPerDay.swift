/// The listens of the item on a day with one, in the mean, as log1p(count). Missing without timed listens of it.
struct PairListensPerDay: HistoryFeature {
  let definition = FeatureDefinition.count(
    "pair.listensPerDay", "mean listens of the item on a day with one",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.listensPerDay
  }
}
