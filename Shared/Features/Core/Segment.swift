/// Neighbouring columns whose values depend on few things (a kind, a genre, an artist heard before): each combination is
/// computed once, and copied into all rows that have it.
struct Segment: Sendable {
  /// Where in a row they stand.
  let columns: Range<Int>
  private let bounds: [ClosedRange<Float>]
  private var values: [Float] = []
  private var marks: [MissingMarks] = []

  /// A segment of those columns, with what bounds each of them.
  init(_ columns: Range<Int>, bounds: [ClosedRange<Float>], reserving count: Int = 0) {
    self.columns = columns
    self.bounds = Array(bounds[columns])
    values.reserveCapacity(count * columns.count)
    marks.reserveCapacity(count)
  }

  /// How many combinations were computed.
  var count: Int { marks.count }

  /// Computes one more combination and returns its place. The closure is asked for each column in order, from 0.
  mutating func append(_ value: (Int) -> Float?) -> Int {
    var missing = MissingMarks()
    for index in bounds.indices {
      if let value = FeatureMatrix.bounded(value(index), bounds[index]) {
        values.append(value)
      } else {
        values.append(0)
        missing.insert(columns.lowerBound + index)
      }
    }
    marks.append(missing)
    return marks.count - 1
  }

  /// Makes room for so many combinations more, each of whose columns is to be filled.
  mutating func append(count: Int) {
    values += repeatElement(0, count: count * columns.count)
    marks += repeatElement(MissingMarks(), count: count)
  }

  /// Fills a column of the combinations from a place on, one for each subject.
  @inline(__always)
  mutating func fill<Subject>(_ index: Int, from start: Int, _ subjects: [Subject], _ value: (Subject) -> Float?) {
    let (width, range) = (columns.count, bounds[index])
    for (offset, subject) in subjects.enumerated() {
      if let value = FeatureMatrix.bounded(value(subject), range) {
        values[(start + offset) * width + index] = value
      } else {
        marks[start + offset].insert(columns.lowerBound + index)
      }
    }
  }

  /// Copies combinations into the rows of a block: for each row the one at its place, or none where there is no place.
  @inline(__always)
  func copy(into block: inout RowBlock, _ place: (RowPlaces) -> Int32) {
    block.copy(values, marks: marks, columns: columns, place)
  }
}

/// Where the combinations of one row stand in their segments.
struct RowPlaces {
  /// What stands for no place.
  static let none: Int32 = -1

  /// Of the item: in the table of the catalog snapshot, or among those computed on the way.
  var table = none
  var item = none
  var kind: Int32
  var source: Int32
  var genre: Int32
  var history: Int32
  var artist: Int32
  /// Whether the item was heard, as far as the profile goes back.
  var isHeard: Bool
}
