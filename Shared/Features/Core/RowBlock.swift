/// Some neighbouring rows of a page, computed together so that they stay in the processor's nearest cache.
struct RowBlock {
  /// The most rows in one.
  static let countMax = 32

  /// The rows, as the pair features see them.
  private(set) var rows: [RowContext] = []
  /// Where the columns that they share with others stand.
  private var places: [RowPlaces] = []
  private let columnCount: Int
  private var values: [Float]
  private var marks = [MissingMarks](repeating: MissingMarks(), count: countMax)
  /// What is missing of every row: the listener's columns.
  private var commonMarks = MissingMarks()

  init(columnCount: Int) {
    self.columnCount = columnCount
    values = [Float](repeating: 0, count: Self.countMax * columnCount)
    rows.reserveCapacity(Self.countMax)
    places.reserveCapacity(Self.countMax)
  }

  /// Writes a column into every row, and into those of all blocks to come.
  mutating func setCommon(_ value: Float?, column: Int, bounds: ClosedRange<Float>) {
    guard let value = FeatureMatrix.bounded(value, bounds) else { return commonMarks.insert(column) }
    for row in 0..<Self.countMax { values[row * columnCount + column] = value }
  }

  /// Begins the next block: no rows, and nothing missing but what is common.
  mutating func removeRows() {
    rows.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for row in marks.indices { marks[row] = commonMarks }
  }

  /// Adds a row: at most ``countMax``.
  mutating func append(_ row: RowContext, _ rowPlaces: RowPlaces) {
    precondition(rows.count < Self.countMax, "a block is full")
    rows.append(row)
    places.append(rowPlaces)
  }

  /// Copies neighbouring columns into its rows, each from its place in a source that has them one after the other.
  @inline(__always)
  mutating func copy(
    _ source: [Float], marks sourceMarks: [MissingMarks], columns: Range<Int>, _ place: (RowPlaces) -> Int32
  ) {
    precondition(columns.upperBound <= columnCount, "columns of this block")
    precondition(source.count == sourceMarks.count * columns.count, "a source of these columns")
    let (columnCount, places) = (columnCount, places)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe values.withUnsafeMutableBufferPointer { values in
        guard let from = source.baseAddress, let to = values.baseAddress else { return }
        for row in places.indices where place(places[row]) != RowPlaces.none {
          let place = Int(place(places[row]))
          precondition(place >= 0 && place < sourceMarks.count, "a place of the source")
          unsafe Self.copy(
            from + place * columns.count, to: to + row * columnCount + columns.lowerBound, count: columns.count)
        }
      }
    }
    for row in places.indices where place(places[row]) != RowPlaces.none {
      marks[row].formUnion(sourceMarks[Int(place(places[row]))])
    }
  }

  /// Copies a few numbers, four at a time: calling the library's copy takes longer than these copies do.
  @inline(__always)
  private static func copy(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
    let (from, to) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    guard count >= 4 else {
      for index in 0..<count { unsafe target[index] = source[index] }
      return
    }
    var index = 0
    while index < count {
      // The last four may overlap with those before.
      let offset = min(index, count - 4) * MemoryLayout<Float>.stride
      let four = unsafe from.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
      unsafe to.storeBytes(of: four, toByteOffset: offset, as: SIMD4<Float>.self)
      index += 4
    }
  }

  /// Computes a column of all its rows.
  @inline(__always)
  mutating func fill(column: Int, bounds: ClosedRange<Float>, value: (RowContext) -> Float?) {
    var missingRows = Self.fill(&values, at: column, every: columnCount, from: rows, bounds: bounds, value: value)
    while missingRows != 0 {
      marks[missingRows.trailingZeroBitCount].insert(column)
      missingRows &= missingRows - 1
    }
  }

  /// Computes a column of all rows, and tells of which it is missing: the first row's bit is the lowest.
  @inline(__always)
  private static func fill(
    _ values: inout [Float], at column: Int, every columnCount: Int, from rows: [RowContext],
    bounds: ClosedRange<Float>, value: (RowContext) -> Float?
  ) -> UInt32 {
    var values = values.mutableSpan
    var missingRows: UInt32 = 0
    for row in rows.indices {
      let value = FeatureMatrix.bounded(value(rows[row]), bounds)
      values[row * columnCount + column] = value ?? 0
      missingRows |= (value == nil ? 1 : 0) << UInt32(row)
    }
    return missingRows
  }

  /// Appends its rows to those of a matrix.
  func append(to matrix: inout FeatureMatrix) {
    matrix.append(values[..<(rows.count * columnCount)], marks: marks[..<rows.count])
  }
}
