/// The part of the listener's decayed listens, over the genres kept, that were of the item's genre; 0 to 1. Missing
/// when the item's genre is unknown, or no recent listen had one.
struct PairGenreShare: PairFeature {
  let definition = FeatureDefinition.share(
    "pair.genreShare", "part of the recent listens of the item's genre",
    missing: "genre unknown, or no recent listens of known genre")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    guard let genre = row.row.item.genre else { return nil }
    return Scale.share(page.profile.habits.genres[genre], of: page.genreListens)
  }
}
