import CProtobufC

/// Checks a message's bytes before protobuf-c sees them.
///
/// protobuf-c 1.4.1 recurses as deep as messages nest, takes any bytes for a string, ends a string at its first NUL, and loses
/// values when it merges a message that was sent twice. The guard walks the bytes once beside the descriptor and refuses all
/// of that, and whatever would grow beyond ``WireLimits``. Linear in the number of bytes; allocates nothing unless it throws.
///
/// It is stricter than protobuf in three ways: strings have no NUL, a singular message stands once, and a known field of
/// another wire type is an error instead of an unknown field.
struct WireGuard {
  private let depthMaximum: Int
  private var messages = 0
  private var elements = 0

  private init(depthMaximum: Int) { self.depthMaximum = depthMaximum }

  /// Returns when protobuf-c can safely read the bytes as that message.
  static func check(
    _ bytes: Span<UInt8>, against descriptor: UnsafePointer<ProtobufCMessageDescriptor>, depthMaximum: Int
  ) throws(WireError) {
    var check = WireGuard(depthMaximum: depthMaximum)
    do throws(WireFault) {
      try unsafe check.message(bytes, in: 0..<bytes.count, descriptor, depth: 1)
    } catch {
      throw error.error(message: unsafe String(cString: descriptor.pointee.name))
    }
  }

  private mutating func message(
    _ bytes: Span<UInt8>, in range: Range<Int>, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, depth: Int
  ) throws(WireFault) {
    let depthMaximum = depthMaximum
    guard depth <= depthMaximum else {
      throw WireFault({ .tooDeep(limit: depthMaximum, at: $0) }, at: range.lowerBound)
    }
    messages += 1
    guard messages <= WireLimits.messagesMaximum else {
      throw WireFault({ .tooManyMessages(limit: WireLimits.messagesMaximum, at: $0) }, at: range.lowerBound)
    }
    var reader = WireReader(range)
    var seen: UInt64 = 0
    while !reader.isAtEnd {
      let tag = try reader.tag(bytes)
      try count(1, at: tag.offset)
      guard let field = unsafe FieldDescriptor(tag.number, of: descriptor) else {
        try reader.skipValue(tag, bytes)
        continue
      }
      do throws(WireFault) {
        switch (field.content, tag.wireType) {
        case (.text, WireTag.lengthPrefixed): try Self.text(bytes, in: try reader.payload(bytes))
        case (.bytes, WireTag.lengthPrefixed): _ = try reader.payload(bytes)
        case (.varint, WireTag.varint): try reader.varint(bytes)
        case (.bytes4, WireTag.bytes4): try reader.skip(4)
        case (.bytes8, WireTag.bytes8): try reader.skip(8)
        case (.message, WireTag.lengthPrefixed):
          if !field.isRepeated { try Self.checkFirst(tag, bytes, from: range.lowerBound, &seen) }
          try unsafe message(bytes, in: try reader.payload(bytes), field.messageDescriptor, depth: depth + 1)
        case (_, WireTag.lengthPrefixed) where field.isRepeated:
          try packed(field.wireType, try reader.payload(bytes), bytes)
        default: throw Self.wireTypeFault(tag, expected: field.wireType)
        }
      } catch {
        throw error.within(Self.name(of: field, tag, bytes, from: range.lowerBound))
      }
    }
  }

  @inline(never)
  private mutating func packed(_ wireType: Int, _ payload: Range<Int>, _ bytes: Span<UInt8>) throws(WireFault) {
    guard wireType != WireTag.varint else {
      var reader = WireReader(payload)
      while !reader.isAtEnd {
        try count(1, at: reader.offset)
        try reader.varint(bytes)
      }
      return
    }
    let elementBytes = wireType == WireTag.bytes8 ? 8 : 4
    let (length, start) = (payload.count, payload.lowerBound)
    guard length.isMultiple(of: elementBytes) else {
      throw WireFault({ .invalidPackedLength(length, elementBytes: elementBytes, at: $0) }, at: start)
    }
    try count(length / elementBytes, at: start)
  }

  @inline(__always)
  private mutating func count(_ more: Int, at offset: Int) throws(WireFault) {
    elements &+= more
    guard elements <= WireLimits.elementsMaximum else {
      throw WireFault({ .tooManyElements(limit: WireLimits.elementsMaximum, at: $0) }, at: offset)
    }
  }

  @inline(__always)
  private static func text(_ bytes: Span<UInt8>, in payload: Range<Int>) throws(WireFault) {
    let text = unsafe bytes.extracting(unchecked: payload)
    if !text.isPlainText { try otherText(text, at: payload.lowerBound) }
  }

  @inline(never)
  private static func otherText(_ bytes: Span<UInt8>, at offset: Int) throws(WireFault) {
    guard (try? UTF8Span(validating: bytes)) != nil else { throw WireFault({ .invalidUTF8(at: $0) }, at: offset) }
    for index in bytes.indices where bytes[index] == 0 { throw WireFault({ .embeddedNUL(at: $0) }, at: offset + index) }
  }

  @inline(never)
  private static func wireTypeFault(_ tag: WireTag, expected: Int) -> WireFault {
    let wireType = tag.wireType
    let exists = [WireTag.varint, WireTag.bytes8, WireTag.lengthPrefixed, WireTag.bytes4].contains(wireType)
    return exists
      ? WireFault({ .unexpectedWireType(wireType, expected: expected, at: $0) }, at: tag.offset)
      : WireFault({ .invalidWireType(wireType, at: $0) }, at: tag.offset)
  }

  /// "shelves[2]", or "values" for a packed list.
  ///
  /// The index is counted only now that it is needed, among fields that have been checked.
  @inline(never)
  private static func name(of field: FieldDescriptor, _ tag: WireTag, _ bytes: Span<UInt8>, from start: Int) -> String {
    guard field.isRepeated, tag.wireType == field.wireType else { return field.name }
    return "\(field.name)[\(count(of: tag.number, bytes, in: start..<tag.offset))]"
  }

  /// Throws when the field has stood before. Only one whose number falls on a bit that is set is searched for.
  @inline(never)
  private static func checkFirst(
    _ tag: WireTag, _ bytes: Span<UInt8>, from start: Int, _ seen: inout UInt64
  ) throws(WireFault) {
    let bit: UInt64 = 1 << UInt64(tag.number & 63)
    defer { seen |= bit }
    guard seen & bit == 0 || count(of: tag.number, bytes, in: start..<tag.offset) == 0 else {
      throw WireFault({ .splitMessage(at: $0) }, at: tag.offset)
    }
  }

  /// How often a field stands in a part of a message that has been checked.
  @inline(never)
  private static func count(of number: UInt32, _ bytes: Span<UInt8>, in range: Range<Int>) -> Int {
    var count = 0
    var reader = WireReader(range)
    while !reader.isAtEnd, let tag = try? reader.tag(bytes), (try? reader.skipValue(tag, bytes)) != nil {
      if tag.number == number { count += 1 }
    }
    return count
  }
}
