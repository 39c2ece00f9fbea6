/// A number about the listener and the moment, computed once a page.
protocol ListenerFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of page: PageContext) -> Float?
}

/// A number about an item alone, whoever and whenever it is for: computed once a catalog snapshot.
protocol ItemFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of item: Item) -> Float?
}

/// A number about a listener and a kind of item, computed once a page for each of the five.
protocol KindFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of kind: ItemKind, on page: PageContext) -> Float?
}

/// A number about where a candidate came from, computed once for each source.
protocol SourceFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of source: CandidateSource) -> Float?
}

/// A number about what a listener did with an item or with its artist: computed once a page for each that the profile
/// keeps and a row names, and once for all others of a kind.
protocol HistoryFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of history: History) -> Float?
  /// Fills the feature's column of a segment. Not for conformers to write: this one is made for each feature, so that all
  /// items of a page cost one dynamic call.
  func fill(_ segment: inout Segment, index: Int, from start: Int, _ histories: [History])
}

extension HistoryFeature {
  func fill(_ segment: inout Segment, index: Int, from start: Int, _ histories: [History]) {
    segment.fill(index, from: start, histories) { value(of: $0) }
  }
}

/// A number about a listener and a genre, computed once a page for each genre that a row names. Missing for items of
/// unknown genre.
protocol GenreFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of genre: UInt16, on page: PageContext) -> Float?
}

/// A number about an item as a candidate for a listener: computed for every row.
protocol PairFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of row: RowContext, on page: PageContext) -> Float?
  /// Fills the feature's column for a block of rows. Not for conformers to write: this one is made for each feature, so
  /// that a block costs one dynamic call.
  func fill(_ block: inout RowBlock, column: Int, bounds: ClosedRange<Float>, page: PageContext)
}

extension PairFeature {
  func fill(_ block: inout RowBlock, column: Int, bounds: ClosedRange<Float>, page: PageContext) {
    block.fill(column: column, bounds: bounds) { value(of: $0, on: page) }
  }
}
