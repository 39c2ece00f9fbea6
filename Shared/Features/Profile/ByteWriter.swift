/// Appends values in the profile's encoding: little endian, whole numbers in groups of 7 bits, lowest first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(1024)
  }

  /// One byte.
  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  /// A whole number, in as few bytes as it needs.
  mutating func write(number: UInt64) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
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
    for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift)) }
  }

  /// Bytes as they are, their number first.
  mutating func write(text: [UInt8]) {
    write(number: UInt64(text.count))
    bytes += text
  }
}
