/// The item's artist (an artist is its own) as a hashed category (``CategoryHash``, salt 3): its packed identifier. Missing
/// when it is unknown.
struct ItemArtistHash: ItemFeature {
  /// How many columns hold the category. A power of 2.
  static let columnCount = 4

  let column: Int
  let definition: FeatureDefinition

  init(column: Int) {
    self.column = column
    definition = FeatureDefinition.hashed(
      "item.artistHash", column: column, of: Self.columnCount, "the item's artist", missing: "artist unknown, or none")
  }

  func value(of item: Item) -> Float? {
    let artist = item.identifier.kind == .artist ? item.identifier : item.artist
    return artist.map { CategoryHash.value(of: $0.rawValue, salt: 3, column: column, of: Self.columnCount) }
  }
}
