/// The bounds of size histograms: powers of four from 64 bytes to 64 MiB.
enum SizeBuckets {
  private static let firstExponent = 6
  private static let lastExponent = 26
  /// With the last one, which has no upper bound.
  static let count = (lastExponent - firstExponent) / 2 + 2

  /// The upper bounds in bytes, without the last bucket's.
  static let bounds: [Double] = (0..<count - 1).map { Double(UInt64(1) << (firstExponent + 2 * $0)) }

  /// The bucket of a size; may be beyond the last one.
  static func bucket(ofBytes bytes: UInt64) -> Int {
    guard bytes > 1 << firstExponent else { return 0 }
    return (63 - (bytes - 1).leadingZeroBitCount - firstExponent) / 2 + 1
  }
}
