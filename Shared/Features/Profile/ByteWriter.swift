/// Where the profile's encoding is appended: little endian, whole numbers in groups of 7 bits, lowest first. Its room is known
/// beforehand, so that no byte has to look for more.
typealias ByteWriter = OutputSpan<UInt8>

extension ByteWriter {
  /// One byte.
  mutating func write(_ byte: UInt8) { append(byte) }

  /// A whole number, in as few bytes as it needs.
  mutating func write(number: UInt64) {
    var rest = number
    while rest >= 128 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// A whole number, in as few bytes as it needs.
  mutating func write(number: UInt32) { write(number: UInt64(number)) }

  /// A moment by itself: the sign in the lowest bit, so that moments near 1970 are short.
  mutating func write(_ moment: Moment) {
    write(number: UInt64(bitPattern: (moment.milliseconds << 1) ^ (moment.milliseconds >> 63)))
  }

  /// A moment by its distance from a later one.
  mutating func write(_ moment: Moment, before later: Moment) {
    write(number: later.milliseconds(since: moment))
  }

  /// The bits of a number.
  mutating func write(_ value: Float) {
    let bits = value.bitPattern
    append(UInt8(truncatingIfNeeded: bits))
    append(UInt8(truncatingIfNeeded: bits >> 8))
    append(UInt8(truncatingIfNeeded: bits >> 16))
    append(UInt8(truncatingIfNeeded: bits >> 24))
  }

  /// Bytes as they are, their number first.
  mutating func write(text: [UInt8]) {
    write(number: UInt64(text.count))
    for byte in text { append(byte) }
  }
}
