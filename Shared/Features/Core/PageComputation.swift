/// Computes the rows of one page, a block at a time.
///
/// Most columns depend on few things: on the listener, or on the listener and a kind, a genre, an item heard before. Those
/// are computed once each and copied; only the pair features are computed for every row. A copied number is the number
/// that would have been computed, so rows come out the same alone and together.
struct PageComputation {
  private let groups: FeatureGroups
  private let layout: FeatureLayout
  private let page: PageContext
  private let sources: Segment
  private let kinds: Segment
  private var items: Segment
  private var genres: GenreColumns
  private var histories: HistoryColumns
  private var block: RowBlock

  init(_ groups: FeatureGroups, _ layout: FeatureLayout, sources: Segment, page: PageContext, rowCount: Int) {
    self.groups = groups
    self.layout = layout
    self.page = page
    self.sources = sources
    var kinds = layout.kindSegment
    for kind in ItemKind.allCases { _ = kinds.append { groups.kind[$0].value(of: kind, on: page) } }
    self.kinds = kinds
    items = layout.itemSegment(reserving: 0)
    genres = GenreColumns(groups.genre, layout, rowCount: rowCount)
    histories = HistoryColumns(groups, layout, page: page, rowCount: rowCount)
    block = RowBlock(columnCount: layout.columnCount)
    for (column, feature) in zip(layout.listener, groups.listener) {
      block.setCommon(feature.value(of: page), column: column, bounds: layout.bounds[column])
    }
  }

  /// All rows, in their order.
  mutating func matrix(of rows: [FeatureRow], items table: ItemTable?) -> FeatureMatrix {
    var matrix = FeatureMatrix(columnCount: layout.columnCount, reserving: rows.count)
    var places: [RowPlaces] = []
    places.reserveCapacity(rows.count)
    for row in rows { places.append(self.places(of: row, table)) }
    histories.compute()
    var start = 0
    while start < rows.count {
      let end = min(start + RowBlock.countMax, rows.count)
      block.removeRows()
      for index in start..<end {
        block.append(RowContext(rows[index], isHeard: places[index].isHeard, at: page.moment), places[index])
      }
      copyColumns(table)
      for (column, feature) in zip(layout.pair, groups.pair) {
        feature.fill(&block, column: column, bounds: layout.bounds[column], page: page)
      }
      block.append(to: &matrix)
      start = end
    }
    return matrix
  }

  /// Finds the places of what is copied into a row.
  private mutating func places(of row: FeatureRow, _ table: ItemTable?) -> RowPlaces {
    let identifier = row.item.identifier
    let entry = histories.entry(of: identifier)
    var places = RowPlaces(
      kind: Int32(identifier.kind.rawValue) - 1, source: Int32(row.source.rawValue) - 1,
      genre: genres.place(of: row.item.genre, on: page),
      history: histories.itemPlace(of: entry, kind: identifier.kind, on: page),
      artist: histories.artistPlace(of: identifier.kind == .artist ? identifier : row.item.artist, on: page),
      isHeard: histories.isHeard(entry))
    if table != nil, let place = row.place {
      places.table = place
    } else {
      let features = groups.item
      places.item = Int32(items.append { features[$0].value(of: row.item) })
    }
    return places
  }

  /// Copies what the rows of the block have in common with others.
  private mutating func copyColumns(_ table: ItemTable?) {
    table?.segment.copy(into: &block) { $0.table }
    if items.count > 0 { items.copy(into: &block) { $0.item } }
    kinds.copy(into: &block) { $0.kind }
    sources.copy(into: &block) { $0.source }
    genres.segment.copy(into: &block) { $0.genre }
    histories.items.copy(into: &block) { $0.history }
    histories.artists.copy(into: &block) { $0.artist }
  }
}
