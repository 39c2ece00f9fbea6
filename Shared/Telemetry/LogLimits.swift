/// How much of what is logged is kept: one line never grows past a known size.
///
/// Longer texts are cut at a character of UTF-8 and end in "…"; what does not fit in number or depth is left out.
enum LogLimits {
  static let messageBytesMax = 4_096
  static let keyBytesMax = 64
  static let valueBytesMax = 1_024
  /// Entries of one object or list.
  static let entriesMax = 32
  /// Objects and lists inside each other.
  static let depthMax = 4
  /// No entry begins after this; with the largest entry a line stays below ``lineBytesMax``.
  static let lineBytesSoft = 16_384
  /// The longest line, control characters escaped six bytes each included.
  static let lineBytesMax = lineBytesSoft + 6 * (messageBytesMax + keyBytesMax + valueBytesMax)
}
