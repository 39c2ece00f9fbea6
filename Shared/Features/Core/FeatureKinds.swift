/// A number about the listener and the moment, computed once a page.
protocol ListenerFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of page: PageContext) -> Float?
}

/// A number about an item, whoever it is for.
protocol ItemFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of item: Item, at moment: Moment) -> Float?
  /// Fills the feature's column for a block of rows. Not for conformers to write: this one is made for each feature, so
  /// that a block costs one dynamic call.
  func fill(_ matrix: inout FeatureMatrix, column: Int, block: RowBlock)
}

/// A number about an item as a candidate for a listener.
protocol PairFeature: Sendable {
  /// What it is.
  var definition: FeatureDefinition { get }
  /// Its value; nil, or not finite, when it is missing.
  func value(of row: RowContext, on page: PageContext) -> Float?
  /// As ``ItemFeature/fill(_:column:block:)``.
  func fill(_ matrix: inout FeatureMatrix, column: Int, block: RowBlock, page: PageContext)
}

/// Some neighbouring rows of a page, prepared together so that they stay in the processor's nearest cache.
struct RowBlock {
  /// The most rows in one.
  static let countMax = 32
  /// Where in the matrix the first row stands.
  var start = 0
  /// The rows.
  var rows: [RowContext] = []
  /// When.
  let moment: Moment
}

extension ItemFeature {
  func fill(_ matrix: inout FeatureMatrix, column: Int, block: RowBlock) {
    let bounds = definition.bounds
    for index in block.rows.indices {
      let value = value(of: block.rows[index].row.item, at: block.moment)
      matrix.set(value, row: block.start + index, column: column, bounds: bounds)
    }
  }
}

extension PairFeature {
  func fill(_ matrix: inout FeatureMatrix, column: Int, block: RowBlock, page: PageContext) {
    let bounds = definition.bounds
    for index in block.rows.indices {
      let value = value(of: block.rows[index], on: page)
      matrix.set(value, row: block.start + index, column: column, bounds: bounds)
    }
  }
}
