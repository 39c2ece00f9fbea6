/// The listener's tier crossed with the item's kind, as a hashed category (``CategoryHash``, salt 4): 256 times the tier's
/// code, plus the kind's. Missing when the tier is unknown.
struct PairTierKindHash: KindFeature {
  /// How many columns hold the category. A power of 2.
  static let columnCount = 4

  let column: Int
  let definition: FeatureDefinition

  init(column: Int) {
    self.column = column
    definition = FeatureDefinition.hashed(
      "pair.tierKindHash", column: column, of: Self.columnCount, "the listener's tier with the item's kind",
      missing: "tier unknown")
  }

  func value(of kind: ItemKind, on page: PageContext) -> Float? {
    page.profile.known.tier.map { tier in
      let category = UInt64(tier.rawValue) << 8 | UInt64(kind.rawValue)
      return CategoryHash.value(of: category, salt: 4, column: column, of: Self.columnCount)
    }
  }
}
