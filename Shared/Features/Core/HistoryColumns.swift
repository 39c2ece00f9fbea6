/// The features of what a listener did with items and artists: first it is gathered which come up, then each feature is
/// computed for all of them.
struct HistoryColumns {
  private(set) var items: Segment
  private(set) var artists: Segment
  private let groups: FeatureGroups
  private var touched: TouchedItems
  /// Those of items never touched, a kind after the other, then those that came up.
  private var itemHistories: [History]
  /// That of an artist never touched, then those that came up.
  private var artistHistories: [History]

  init(_ groups: FeatureGroups, _ layout: FeatureLayout, page: PageContext, rowCount: Int) {
    self.groups = groups
    touched = TouchedItems(page.profile)
    let reserved = min(rowCount, touched.count) + ItemKind.allCases.count
    items = layout.historySegment(reserving: reserved)
    artists = layout.artistSegment(reserving: reserved)
    itemHistories = ItemKind.allCases.map { History(of: $0, on: page) }
    artistHistories = [History(of: .artist, on: page)]
    itemHistories.reserveCapacity(reserved)
    artistHistories.reserveCapacity(reserved)
  }

  /// Where the profile's entry of an item stands; nil when it keeps none.
  func entry(of item: ItemIdentifier) -> Int? { touched.index(of: item) }

  /// Whether an entry is of an item that was heard, as far as the profile goes back.
  func isHeard(_ entry: Int?) -> Bool { entry.map { touched.entries[$0].isHeard } ?? false }

  /// Where the columns of an item will stand: those of its entry, or of all items of its kind that have none.
  mutating func itemPlace(of entry: Int?, kind: ItemKind, on page: PageContext) -> Int32 {
    guard let entry else { return Int32(kind.rawValue) - 1 }
    if touched.entries[entry].itemPlace == RowPlaces.none {
      touched.entries[entry].itemPlace = Int32(itemHistories.count)
      itemHistories.append(touched.history(of: entry, on: page))
    }
    return touched.entries[entry].itemPlace
  }

  /// Where the columns of an artist will stand; the first are all missing, for one that is not known.
  mutating func artistPlace(of artist: ItemIdentifier?, on page: PageContext) -> Int32 {
    guard let artist else { return 0 }
    guard let entry = touched.index(of: artist) else { return 1 }
    if touched.entries[entry].artistPlace == RowPlaces.none {
      artistHistories.append(touched.history(of: entry, on: page))
      touched.entries[entry].artistPlace = Int32(artistHistories.count)
    }
    return touched.entries[entry].artistPlace
  }

  /// Computes the columns of all that came up.
  mutating func compute() {
    items.append(count: itemHistories.count)
    for (index, feature) in groups.history.enumerated() { feature.fill(&items, index: index, from: 0, itemHistories) }
    _ = artists.append { _ in nil }
    artists.append(count: artistHistories.count)
    for (index, feature) in groups.artistHistory.enumerated() {
      feature.fill(&artists, index: index, from: 1, artistHistories)
    }
  }
}
