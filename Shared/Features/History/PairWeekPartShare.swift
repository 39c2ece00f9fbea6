/// The part of the listener's listens of the item that fell in the moment's part of the week (weekend or not), 0 to 1.
/// Missing without timed listens of it.
struct PairWeekPartShare: HistoryFeature {
  let definition = FeatureDefinition.share(
    "pair.weekPartShare", "part of the listens of the item on weekends, or on other days, as the moment is",
    missing: "no timed listens of the item kept")

  func value(of history: History) -> Float? {
    history.weekPartShare
  }
}
