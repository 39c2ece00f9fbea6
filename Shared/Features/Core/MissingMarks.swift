/// Which columns of a row are missing: one bit a column.
struct MissingMarks: Hashable, Sendable {
  /// The most columns that a feature set may have.
  static let columnsMax = 256

  private var words = SIMD4<UInt64>.zero

  /// Marks a column.
  mutating func insert(_ column: Int) {
    words[column / 64] |= 1 << UInt64(column % 64)
  }

  /// Marks all that the other marks.
  mutating func formUnion(_ other: MissingMarks) {
    words |= other.words
  }

  /// Writes the bytes of the bitmap, least significant bit first.
  @inline(__always)
  func write(byteCount: Int, to bitmap: inout [UInt8], at offset: Int) {
    var bitmap = bitmap.mutableSpan
    var bytes = unsafe bitmap.mutableBytes
    let wholeWords = byteCount / 8
    for index in 0..<wholeWords {
      bytes.storeBytes(of: words[index].littleEndian, toByteOffset: offset + index * 8, as: UInt64.self)
    }
    for index in wholeWords * 8..<byteCount {
      let byte = UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(index % 8 * 8))
      bytes.storeBytes(of: byte, toByteOffset: offset + index, as: UInt8.self)
    }
  }
}
