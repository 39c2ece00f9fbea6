/// The listener's city as a hashed category (``CategoryHash``, salt 1): its UTF-8. Missing when it is unknown.
struct ListenerCityHash: ListenerFeature {
  /// How many columns hold the category. A power of 2.
  static let columnCount = 4

  let column: Int
  let definition: FeatureDefinition

  init(column: Int) {
    self.column = column
    definition = FeatureDefinition.hashed(
      "listener.cityHash", column: column, of: Self.columnCount, "the listener's city", missing: "city unknown")
  }

  func value(of page: PageContext) -> Float? {
    let city = page.profile.known.city
    guard !city.isEmpty else { return nil }
    return CategoryHash.value(of: CategoryHash.number(of: city), salt: 1, column: column, of: Self.columnCount)
  }
}
