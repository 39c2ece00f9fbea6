/// Where the features of each group stand in a row.
struct FeatureLayout: Sendable {
  let columnCount: Int
  let bounds: [ClosedRange<Float>]
  let listener: Range<Int>
  private let item: Range<Int>
  private let kind: Range<Int>
  private let source: Range<Int>
  private let history: Range<Int>
  private let artistHistory: Range<Int>
  private let genre: Range<Int>
  let pair: Range<Int>

  init(_ groups: FeatureGroups) {
    var next = 0
    func columns(_ count: Int) -> Range<Int> {
      next += count
      return next - count..<next
    }
    listener = columns(groups.listener.count)
    item = columns(groups.item.count)
    kind = columns(groups.kind.count)
    source = columns(groups.source.count)
    history = columns(groups.history.count)
    artistHistory = columns(groups.artistHistory.count)
    genre = columns(groups.genre.count)
    pair = columns(groups.pair.count)
    columnCount = next
    bounds = groups.definitions.map(\.bounds)
    precondition(next <= MissingMarks.columnsMax, "a feature set has at most \(MissingMarks.columnsMax) features")
  }

  func itemSegment(reserving count: Int) -> Segment { Segment(item, bounds: bounds, reserving: count) }
  var kindSegment: Segment { Segment(kind, bounds: bounds, reserving: ItemKind.allCases.count) }
  var sourceSegment: Segment { Segment(source, bounds: bounds, reserving: CandidateSource.allCases.count) }
  func historySegment(reserving count: Int) -> Segment { Segment(history, bounds: bounds, reserving: count) }
  func artistSegment(reserving count: Int) -> Segment { Segment(artistHistory, bounds: bounds, reserving: count) }
  func genreSegment(reserving count: Int) -> Segment { Segment(genre, bounds: bounds, reserving: count) }
}
