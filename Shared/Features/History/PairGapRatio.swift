/// How overdue the item is: the time since its latest listen against the mean time between two, as the difference of the
/// squeezed times. Below 0 it comes early, above 0 late. Missing with fewer than two listens.
struct PairGapRatio: HistoryFeature {
  let definition = FeatureDefinition(
    name: "pair.gapRatio", meaning: "time since the latest listen of the item against the mean time between two",
    unit: "difference of log1p(seconds)", bounds: -27.6...27.6,
    missingRule: "fewer than two timed listens of it kept")

  func value(of history: History) -> Float? {
    guard let since = history.sinceHeard, let gap = history.meanGap else { return nil }
    return since - gap
  }
}
