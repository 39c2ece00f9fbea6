/// The part of the listener's listens of the item that began in the moment's quarter of the UTC day, 0 to 1. Missing
/// without timed listens of it.
struct PairDayPartShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.dayPartShare", "part of the listens of the item in this quarter of the day",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.dayPartShare
  }
}
