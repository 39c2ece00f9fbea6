/// The genre features of a page, computed for each genre that comes up.
struct GenreColumns {
  private let features: [any GenreFeature]
  private(set) var segment: Segment
  private var places: KeyTable
  private let unknown: Int32

  init(_ features: [any GenreFeature], _ layout: FeatureLayout, rowCount: Int) {
    self.features = features
    segment = layout.genreSegment(reserving: min(rowCount, 64) + 1)
    places = KeyTable(keysMax: rowCount)
    unknown = Int32(segment.append { _ in nil })
  }

  /// Where a genre's columns stand; all are missing when the genre is unknown.
  mutating func place(of genre: UInt16?, on page: PageContext) -> Int32 {
    guard let genre else { return unknown }
    // Keys are not 0.
    let key = 1 << 16 | UInt64(genre)
    return Int32(places[key] ?? append(genre, key, page))
  }

  private mutating func append(_ genre: UInt16, _ key: UInt64, _ page: PageContext) -> Int {
    let features = features
    let place = segment.append { features[$0].value(of: genre, on: page) }
    return places.insert(key, next: place)
  }
}
