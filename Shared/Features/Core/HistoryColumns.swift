/// The features of what a listener did with items and artists, computed for each that comes up.
struct HistoryColumns {
  private let groups: FeatureGroups
  private(set) var items: Segment
  private(set) var artists: Segment
  private let untouched: [Int32]
  private let untouchedArtist: Int32
  private let unknownArtist: Int32
  private var touched: TouchedItems

  init(_ groups: FeatureGroups, _ layout: FeatureLayout, page: PageContext, rowCount: Int) {
    self.groups = groups
    touched = TouchedItems(page.profile)
    let reserved = min(rowCount, touched.count) + ItemKind.allCases.count
    var items = layout.historySegment(reserving: reserved)
    var artists = layout.artistSegment(reserving: reserved)
    untouched = ItemKind.allCases.map { kind in
      let history = History(of: kind, on: page)
      return Int32(items.append { groups.history[$0].value(of: history) })
    }
    let history = History(of: .artist, on: page)
    untouchedArtist = Int32(artists.append { groups.artistHistory[$0].value(of: history) })
    unknownArtist = Int32(artists.append { _ in nil })
    self.items = items
    self.artists = artists
  }

  /// Where the profile's entry of an item stands; nil when it keeps none.
  func entry(of item: ItemIdentifier) -> Int? { touched.index(of: item) }

  /// Whether an entry is of an item that was heard, as far as the profile goes back.
  func isHeard(_ entry: Int?) -> Bool { entry.map { touched.entries[$0].isHeard } ?? false }

  /// Where the columns of an item stand: those of its entry, or of all items of its kind that have none.
  mutating func itemPlace(of entry: Int?, kind: ItemKind, on page: PageContext) -> Int32 {
    guard let entry else { return untouched[Int(kind.rawValue) - 1] }
    let known = touched.entries[entry].itemPlace
    guard known == RowPlaces.none else { return known }
    let (history, features) = (touched.history(of: entry, on: page), groups.history)
    let place = Int32(items.append { features[$0].value(of: history) })
    touched.entries[entry].itemPlace = place
    return place
  }

  /// Where the columns of an artist stand; all are missing when it is not known.
  mutating func artistPlace(of artist: ItemIdentifier?, on page: PageContext) -> Int32 {
    guard let artist else { return unknownArtist }
    guard let entry = touched.index(of: artist) else { return untouchedArtist }
    let known = touched.entries[entry].artistPlace
    guard known == RowPlaces.none else { return known }
    let (history, features) = (touched.history(of: entry, on: page), groups.artistHistory)
    let place = Int32(artists.append { features[$0].value(of: history) })
    touched.entries[entry].artistPlace = place
    return place
  }
}
