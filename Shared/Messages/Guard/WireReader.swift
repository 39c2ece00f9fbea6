/// Reads tags, numbers and lengths of the protobuf wire format out of one message's bytes.
///
/// Format: https://protobuf.dev/programming-guides/encoding/
struct WireReader {
  /// The next byte to read.
  private(set) var offset: Int
  /// The end of the message.
  let end: Int

  /// A reader of that part of the bytes.
  init(_ range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Whether all is read.
  var isAtEnd: Bool { offset == end }

  /// A field's number and wire type.
  @inline(__always)
  mutating func tag(_ bytes: Span<UInt8>) throws(WireFault) -> WireTag {
    let start = offset
    let value = try varint(bytes, bytesMaximum: 5)
    let number = value >> 3
    guard number >= 1, number <= 536_870_911 else { throw WireFault({ .invalidFieldNumber(at: $0) }, at: start) }
    return WireTag(number: UInt32(number), wireType: Int(value & 7), offset: start)
  }

  /// A variable-length number of at most so many bytes.
  @discardableResult @inline(__always)
  mutating func varint(_ bytes: Span<UInt8>, bytesMaximum: Int = 10) throws(WireFault) -> UInt64 {
    if offset < end, case let byte = unsafe bytes[unchecked: offset], byte < 0x80 {
      offset &+= 1
      return UInt64(byte)
    }
    return try longVarint(bytes, bytesMaximum: bytesMaximum)
  }

  @inline(never)
  private mutating func longVarint(_ bytes: Span<UInt8>, bytesMaximum: Int) throws(WireFault) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    for index in 0..<bytesMaximum {
      guard offset < end else { throw WireFault({ .truncated(at: $0) }, at: start) }
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 { return value }
    }
    throw WireFault({ .varintTooLong(at: $0) }, at: start)
  }

  /// Passes over so many bytes.
  @inline(__always)
  mutating func skip(_ count: Int) throws(WireFault) {
    guard count <= end &- offset else { throw WireFault({ .truncated(at: $0) }, at: offset) }
    offset &+= count
  }

  /// A length and as many bytes, passed over; where those are.
  @inline(__always)
  mutating func payload(_ bytes: Span<UInt8>) throws(WireFault) -> Range<Int> {
    let start = offset
    let length = try varint(bytes, bytesMaximum: 5)
    guard length <= UInt64(end &- offset) else { throw WireFault({ .truncated(at: $0) }, at: start) }
    offset &+= Int(length)
    return unsafe Range(uncheckedBounds: (offset &- Int(length), offset))
  }

  /// Passes over a value of that wire type.
  mutating func skipValue(_ tag: WireTag, _ bytes: Span<UInt8>) throws(WireFault) {
    switch tag.wireType {
    case WireTag.varint: try varint(bytes)
    case WireTag.bytes8: try skip(8)
    case WireTag.lengthPrefixed: _ = try payload(bytes)
    case WireTag.bytes4: try skip(4)
    default: throw WireFault({ .invalidWireType(tag.wireType, at: $0) }, at: tag.offset)
    }
  }
}

/// What stands before every value: which field it is, and how long the value is told.
struct WireTag {
  /// The field's number.
  let number: UInt32
  /// The wire type, 0 to 7.
  let wireType: Int
  /// Where the tag begins.
  let offset: Int

  /// A variable-length number.
  static let varint = 0
  /// Eight bytes.
  static let bytes8 = 1
  /// A length and as many bytes.
  static let lengthPrefixed = 2
  /// Four bytes.
  static let bytes4 = 5
}
