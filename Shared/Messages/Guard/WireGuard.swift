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
    while !reader.isAtEnd {
      let tag = try reader.tag(bytes)
      try count(1, at: tag.offset)
      guard let field = unsafe FieldDescriptor(tag.number, of: descriptor) else {
        try reader.skipValue(tag, bytes)
        continue
      }
      do throws(WireFault) {
        if field.isSingularMessage { try Self.checkFirst(tag, bytes, from: range.lowerBound) }
        try value(of: field, tag, &reader, bytes, depth: depth)
      } catch {
        throw error.within(Self.name(of: field, tag, bytes, from: range.lowerBound))
      }
    }
  }

  private mutating func value(
    of field: FieldDescriptor, _ tag: WireTag, _ reader: inout WireReader, _ bytes: Span<UInt8>, depth: Int
  ) throws(WireFault) {
    let wireType = field.wireType
    if tag.wireType != wireType {
      guard field.isRepeated, tag.wireType == WireTag.lengthPrefixed else {
        throw Self.wireTypeFault(tag, expected: wireType)
      }
      return try packed(wireType, try reader.payload(bytes), bytes)
    }
    guard wireType == WireTag.lengthPrefixed else { return try reader.skipValue(tag, bytes) }
    let payload = try reader.payload(bytes)
    switch unsafe field.content {
    case .message(let descriptor): try unsafe message(bytes, in: payload, descriptor, depth: depth + 1)
    case .text: try Self.text(bytes.extracting(payload), at: payload.lowerBound)
    default: break
    }
  }

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

  private mutating func count(_ more: Int, at offset: Int) throws(WireFault) {
    elements += more
    guard elements <= WireLimits.elementsMaximum else {
      throw WireFault({ .tooManyElements(limit: WireLimits.elementsMaximum, at: $0) }, at: offset)
    }
  }

  private static func text(_ bytes: Span<UInt8>, at offset: Int) throws(WireFault) {
    guard (try? UTF8Span(validating: bytes)) != nil else { throw WireFault({ .invalidUTF8(at: $0) }, at: offset) }
    for index in bytes.indices where bytes[index] == 0 { throw WireFault({ .embeddedNUL(at: $0) }, at: offset + index) }
  }

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
  private static func name(of field: FieldDescriptor, _ tag: WireTag, _ bytes: Span<UInt8>, from start: Int) -> String {
    guard field.isRepeated, tag.wireType == field.wireType else { return field.name }
    return "\(field.name)[\(count(of: tag.number, bytes, in: start..<tag.offset))]"
  }

  private static func checkFirst(_ tag: WireTag, _ bytes: Span<UInt8>, from start: Int) throws(WireFault) {
    guard count(of: tag.number, bytes, in: start..<tag.offset) == 0 else {
      throw WireFault({ .splitMessage(at: $0) }, at: tag.offset)
    }
  }

  /// How often a field stands in a part of a message that has been checked.
  private static func count(of number: UInt32, _ bytes: Span<UInt8>, in range: Range<Int>) -> Int {
    var count = 0
    var reader = WireReader(range)
    while !reader.isAtEnd, let tag = try? reader.tag(bytes), (try? reader.skipValue(tag, bytes)) != nil {
      if tag.number == number { count += 1 }
    }
    return count
  }
}
