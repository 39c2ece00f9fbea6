/// The fixed hash of categories: documented, so that another program can compute the same columns.
///
/// A category is a 64-bit number (an identifier's packed form, a code, or ``number(of:)`` of a text). Its hash is
/// SplitMix64's output function over the number plus 0x9E3779B97F4A7C15 times the salt of the column group:
/// `z ^= z >> 30; z *= 0xBF58476D1CE4E5B9; z ^= z >> 27; z *= 0x94D049BB133111EB; z ^= z >> 31`, all modulo 2⁶⁴ (Steele, Lea
/// and Flood, "Fast splittable pseudorandom number generators", 2014).
///
/// A group of n columns holds a category by the signed hashing trick (Weinberger and others, "Feature hashing for large
/// scale multitask learning", 2009): the column `hash modulo n` has 1 when the hash's top bit is 0, else -1; all others
/// have 0. n is a power of 2.
enum CategoryHash {
  /// SplitMix64's output function.
  @inline(__always)
  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The hash of a category in a group of columns.
  static func hash(_ category: UInt64, salt: UInt64) -> UInt64 {
    mixed(category &+ salt &* 0x9E37_79B9_7F4A_7C15)
  }

  /// One column's value of a category: 1, -1 or 0.
  static func value(of category: UInt64, salt: UInt64, column: Int, of count: Int) -> Float {
    let hash = hash(category, salt: salt)
    guard Int(truncatingIfNeeded: hash) & (count - 1) == column else { return 0 }
    return hash >> 63 == 0 ? 1 : -1
  }

  /// A text's number: 64-bit FNV-1a over its bytes.
  static func number(of bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The unit of a column's value.
  static let unit = "-1, 0 or 1"
  /// From the negative sign to the positive one.
  static let bounds: ClosedRange<Float> = -1...1
}

extension FeatureDefinition {
  /// A definition of one of a group of columns that hold a category by ``CategoryHash``.
  static func hashed(
    _ name: String, column: Int, of count: Int, _ category: String, missing: String
  ) -> FeatureDefinition {
    FeatureDefinition(
      name: "\(name).\(column)", meaning: "\(category), hashed with a sign into \(count) columns: column \(column)",
      unit: CategoryHash.unit, bounds: CategoryHash.bounds, missingRule: missing)
  }
}
