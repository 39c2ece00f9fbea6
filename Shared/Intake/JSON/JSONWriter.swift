import Features

/// Writes compact JSON, one value after another, into bytes: what the log's lines are made of.
///
/// Numbers are written in the shortest form that reads back as the same bits.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Has room for so many bytes.
  init(expecting count: Int = 0) {
    bytes.reserveCapacity(count)
  }

  /// An object whose fields the body writes.
  mutating func object(_ body: (inout JSONWriter) throws(Rejection) -> Void) throws(Rejection) {
    beginObject()
    try body(&self)
    endObject()
  }

  /// Begins an object.
  mutating func beginObject() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  /// Ends the object that was begun last.
  mutating func endObject() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Fields that stand ready, to be added to many objects.
  struct Fields {
    /// With a comma in front, unless there is none.
    fileprivate let bytes: [UInt8]

    /// The fields that the body writes.
    init(_ body: (inout JSONWriter) -> Void) {
      var writer = JSONWriter()
      writer.needsComma = true
      body(&writer)
      bytes = writer.bytes
    }
  }

  /// Adds fields that stand ready.
  mutating func add(_ fields: Fields) {
    guard !fields.bytes.isEmpty else { return }
    bytes.append(contentsOf: needsComma ? fields.bytes[...] : fields.bytes.dropFirst())
    needsComma = true
  }

  /// A field that is a list, of one value for each element.
  mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ body: (inout JSONWriter, Element) throws(Rejection) -> Void
  ) throws(Rejection) {
    add(name, room: 1) { out in out.append(UInt8(ascii: "[")) }
    needsComma = false
    for element in elements { try body(&self, element) }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// A field that is a text.
  mutating func field(_ name: StaticString, _ text: String) {
    var text = text
    text.withUTF8 { utf8 in field(name, utf8: unsafe utf8.span) }
  }

  /// A field that is a text in UTF-8.
  mutating func field(_ name: StaticString, utf8 text: Span<UInt8>) {
    // All bytes are looked at, whatever the first is, for then many are at once.
    var odd: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      odd |= (byte < 32 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
    }
    let bytesEach = odd == 0 ? 1 : Self.escapedBytesMax
    add(name, room: text.count * bytesEach + 2) { out in
      out.append(UInt8(ascii: "\""))
      for index in text.indices {
        if odd == 0 { out.append(text[index]) } else { out.appendEscaped(text[index]) }
      }
      out.append(UInt8(ascii: "\""))
    }
  }

  /// A field that is a text, if there is one.
  mutating func field(_ name: StaticString, _ text: String?) {
    if let text { field(name, text) }
  }

  /// A field that is an item, such as "track:1".
  mutating func field(_ name: StaticString, _ item: ItemIdentifier) {
    add(name, room: 40) { out in
      out.append(UInt8(ascii: "\""))
      for byte in item.kind.name.utf8 { out.append(byte) }
      out.append(UInt8(ascii: ":"))
      out.append(digitsOf: item.number)
      out.append(UInt8(ascii: "\""))
    }
  }

  /// A field that is a whole number.
  mutating func field(_ name: StaticString, _ number: some FixedWidthInteger) {
    add(name, room: 21) { out in
      if number < 0 { out.append(UInt8(ascii: "-")) }
      out.append(digitsOf: UInt64(number.magnitude))
    }
  }

  /// A field that is a number.
  ///
  /// - Throws: A rejection when it is not finite, which JSON has no form for.
  mutating func field<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ name: StaticString, _ number: Number
  ) throws(Rejection) {
    try Self.check(name, number)
    let text = String(number)
    add(name, room: text.utf8.count) { out in
      for byte in text.utf8 { out.append(byte) }
    }
  }

  /// Checks that a number can be written.
  ///
  /// - Throws: A rejection when it is not finite, which JSON has no form for.
  static func check(_ name: StaticString, _ number: some BinaryFloatingPoint) throws(Rejection) {
    guard number.isFinite else {
      throw Rejection(.nonFiniteNumber, field: "\(name)", "not a finite number: correct what computed it")
    }
  }

  /// Ends the line.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// How long a byte of a text gets at most.
  private static let escapedBytesMax = 6

  /// A comma if one is due, the name in quotes, a colon, and the value that the body writes, in at most so many bytes: all appended
  /// at once.
  private mutating func add(_ name: StaticString, room: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    name.withUTF8Buffer { name in
      bytes.append(addingCapacity: name.count + 4 + room) { out in
        if needsComma { out.append(UInt8(ascii: ",")) }
        out.append(UInt8(ascii: "\""))
        for index in name.indices { unsafe out.append(name[index]) }
        out.append(UInt8(ascii: "\""))
        out.append(UInt8(ascii: ":"))
        body(&out)
      }
    }
    needsComma = true
  }
}

extension OutputSpan<UInt8> {
  /// A number's decimal digits.
  fileprivate mutating func append(digitsOf number: UInt64) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var (rest, start) = (number, digits.count)
    repeat {
      start -= 1
      digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    for index in start..<digits.count { append(digits[index]) }
  }

  /// A byte of a text, escaped where JSON demands it.
  fileprivate mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(byte)
    case 0..<32:
      for byte in "\\u00".utf8 { append(byte) }
      append(UInt8(ascii: byte < 16 ? "0" : "1"))
      append(byte % 16 < 10 ? UInt8(ascii: "0") + byte % 16 : UInt8(ascii: "a") + byte % 16 - 10)
    default: append(byte)
    }
  }
}
