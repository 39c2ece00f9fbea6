/// The part of the listener's decayed listens, over the genres kept, that were of the item's genre; 0 to 1. Missing
/// when the item's genre is unknown, or no recent listen had one.
struct PairGenreShare: GenreFeature {
  let definition = FeatureDefinition.share(
    "pair.genreShare", "part of the recent listens of the item's genre",
    missing: "genre unknown, or no recent listens of known genre")

  func value(of genre: UInt16, on page: PageContext) -> Float? {
    Scale.share(page.profile.habits.genres[genre], of: page.genreListens)
  }
}
