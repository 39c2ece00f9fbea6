/// The item's genre as a hashed category (``CategoryHash``, salt 2): its code. Missing when it is unknown.
struct ItemGenreHash: ItemFeature {
  /// How many columns hold the category. A power of 2.
  static let columnCount = 8

  let column: Int
  let definition: FeatureDefinition

  init(column: Int) {
    self.column = column
    definition = FeatureDefinition.hashed(
      "item.genreHash", column: column, of: Self.columnCount, "the item's genre", missing: "genre unknown")
  }

  func value(of item: Item) -> Float? {
    item.genre.map { CategoryHash.value(of: UInt64($0), salt: 2, column: column, of: Self.columnCount) }
  }
}
