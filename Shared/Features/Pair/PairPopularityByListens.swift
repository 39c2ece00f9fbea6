/// Popularity crossed with how little is known of the listener: ``PairPopularity`` over one more than ``ListenerListens``.
/// 0 to 13.82; missing when the popularity is.
struct PairPopularityByListens: PairFeature {
  let definition = FeatureDefinition(
    name: "pair.popularityByListens",
    meaning: "the item's squeezed popularity, over one more than the squeezed listens",
    unit: "log1p(millionths) over log1p(count)", bounds: 0...13.82,
    missingRule: "popularity unknown or not a share")

  func value(of row: RowContext, on page: PageContext) -> Float? {
    row.popularity.map { $0 / (1 + page.listens) }
  }
}
