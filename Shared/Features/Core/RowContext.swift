/// A row with what the listener did with its item and its item's artist looked up once.
struct RowContext {
  let row: FeatureRow
  /// With the item itself.
  let item: Touch
  /// With its artist (an artist is its own); nil when that is not known, and of kinds that have none.
  let artist: Touch?

  init(_ row: FeatureRow, on page: PageContext) {
    self.row = row
    item = page.touched[row.item.identifier]
    artist = row.item.identifier.kind == .artist ? item : row.item.artist.map { page.touched[$0] }
  }
}
