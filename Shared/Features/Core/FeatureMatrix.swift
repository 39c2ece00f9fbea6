/// The feature values of many rows: what one call of ``FeatureSet/compute(profile:rows:at:items:)`` makes.
public struct FeatureMatrix: Hashable, Sendable {
  /// How many rows there are.
  public private(set) var rowCount = 0
  /// How many features each has.
  public let columnCount: Int
  /// All values, row by row; 0 where one is missing.
  public private(set) var values: [Float] = []
  /// The bitmaps of missing values, row by row, ``missingBytesPerRow`` bytes each, least significant bit first.
  public private(set) var missing: [UInt8] = []

  /// The bytes of one row's bitmap.
  public var missingBytesPerRow: Int { FeatureVector.missingByteCount(for: columnCount) }

  /// A matrix without rows, with room for so many.
  init(columnCount: Int, reserving rowCount: Int) {
    self.columnCount = columnCount
    values.reserveCapacity(rowCount * columnCount)
    missing.reserveCapacity(rowCount * FeatureVector.missingByteCount(for: columnCount))
  }

  /// One value; nil when it is missing.
  public subscript(row: Int, column: Int) -> Float? {
    let mark = missing[row * missingBytesPerRow + column / 8] >> UInt8(column % 8) & 1
    return mark == 1 ? nil : values[row * columnCount + column]
  }

  /// One row on its own, copied.
  public func vector(row: Int) -> FeatureVector {
    let bytes = missingBytesPerRow
    return FeatureVector(
      checkedValues: Array(values[row * columnCount..<(row + 1) * columnCount]),
      missing: Array(missing[row * bytes..<(row + 1) * bytes]))
  }

  /// Adds rows.
  mutating func append(_ rows: ArraySlice<Float>, marks: ArraySlice<MissingMarks>) {
    values += rows
    var offset = missing.count
    missing += repeatElement(0, count: marks.count * missingBytesPerRow)
    for row in marks {
      row.write(byteCount: missingBytesPerRow, to: &missing, at: offset)
      offset += missingBytesPerRow
    }
    rowCount += marks.count
  }

  /// A value as it stands in a matrix: nil when it is nil or not finite, else moved to the nearest bound.
  @inline(__always)
  static func bounded(_ value: Float?, _ bounds: ClosedRange<Float>) -> Float? {
    guard let value, value.isFinite else { return nil }
    let bounded = min(max(value, bounds.lowerBound), bounds.upperBound)
    // Minus zero would make equal vectors differ in bits.
    return bounded == 0 ? 0 : bounded
  }
}
