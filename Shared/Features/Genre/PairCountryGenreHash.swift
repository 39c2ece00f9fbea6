/// The listener's country crossed with the item's genre, as a hashed category (``CategoryHash``, salt 5): 65,536 times the
/// country's two letters, plus the genre's code. Missing when either is unknown.
struct PairCountryGenreHash: GenreFeature {
  /// How many columns hold the category. A power of 2.
  static let columnCount = 4

  let column: Int
  let definition: FeatureDefinition

  init(column: Int) {
    self.column = column
    definition = FeatureDefinition.hashed(
      "pair.countryGenreHash", column: column, of: Self.columnCount, "the listener's country with the item's genre",
      missing: "country or genre unknown")
  }

  func value(of genre: UInt16, on page: PageContext) -> Float? {
    page.profile.known.country.map { country in
      let category = UInt64(country.rawValue) << 16 | UInt64(genre)
      return CategoryHash.value(of: category, salt: 5, column: column, of: Self.columnCount)
    }
  }
}
