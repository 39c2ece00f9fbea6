/// The feature values of many rows: what one call of ``FeatureSet/compute(profile:rows:at:)`` makes.
public struct FeatureMatrix: Hashable, Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many features each has.
  public let columnCount: Int
  /// All values, row by row; 0 where one is missing.
  public private(set) var values: [Float]
  /// The bitmaps of missing values, row by row, ``missingBytesPerRow`` bytes each, least significant bit first.
  public private(set) var missing: [UInt8]

  /// The bytes of one row's bitmap.
  public var missingBytesPerRow: Int { FeatureVector.missingByteCount(for: columnCount) }

  /// A matrix in which every value is 0 and none is missing.
  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    values = [Float](repeating: 0, count: rowCount * columnCount)
    missing = [UInt8](repeating: 0, count: rowCount * FeatureVector.missingByteCount(for: columnCount))
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

  /// Writes one value. What is nil or not finite becomes missing, what is out of bounds moves to the bound.
  @inline(__always)
  mutating func set(_ value: Float?, row: Int, column: Int, bounds: ClosedRange<Float>) {
    guard let value, value.isFinite else {
      missing[row * missingBytesPerRow + column / 8] |= 1 << UInt8(column % 8)
      return
    }
    let bounded = min(max(value, bounds.lowerBound), bounds.upperBound)
    // Minus zero would make equal vectors differ in bits.
    values[row * columnCount + column] = bounded == 0 ? 0 : bounded
  }

  /// Writes one value into every row.
  mutating func set(_ value: Float?, column: Int, bounds: ClosedRange<Float>) {
    for row in 0..<rowCount { set(value, row: row, column: column, bounds: bounds) }
  }
}
