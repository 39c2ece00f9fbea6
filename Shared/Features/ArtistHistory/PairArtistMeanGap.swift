/// The mean time from one listen of the item's artist to the next, as log1p(seconds). Missing with fewer than two.
struct PairArtistMeanGap: HistoryFeature {
  let definition = FeatureDefinition.elapsed(
    "pair.artist.meanGap", "mean time from one listen of the item's artist to the next",
    missing: "artist unknown, or fewer than two timed listens of it kept")

  func value(of history: History) -> Float? {
    history.meanGap
  }
}
