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
    key(name)
    bytes.append(UInt8(ascii: "["))
    for element in elements { try body(&self, element) }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// A field that is a text.
  mutating func field(_ name: StaticString, _ text: String) {
    key(name)
    quoted(text)
    needsComma = true
  }

  /// A field that is a text in UTF-8.
  mutating func field(_ name: StaticString, utf8 text: Span<UInt8>) {
    key(name)
    quoted(text)
    needsComma = true
  }

  /// A field that is a text, if there is one.
  mutating func field(_ name: StaticString, _ text: String?) {
    if let text { field(name, text) }
  }

  /// A field that is an item, such as "track:1".
  mutating func field(_ name: StaticString, _ item: ItemIdentifier) {
    key(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: item.kind.name.utf8)
    digits(item.number, after: UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// A field that is a whole number.
  mutating func field(_ name: StaticString, _ number: some FixedWidthInteger) {
    key(name)
    digits(UInt64(number.magnitude), after: number < 0 ? UInt8(ascii: "-") : nil)
    needsComma = true
  }

  /// A field that is a number.
  ///
  /// - Throws: A rejection when it is not finite, which JSON has no form for.
  mutating func field<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ name: StaticString, _ number: Number
  ) throws(Rejection) {
    try Self.check(name, number)
    key(name)
    bytes.append(contentsOf: String(number).utf8)
    needsComma = true
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

  /// A comma if one is due, the name in quotes and a colon, appended at once.
  private mutating func key(_ name: StaticString) {
    name.withUTF8Buffer { name in
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
        precondition(name.count <= 60, "a name is short")
        unsafe text[0] = UInt8(ascii: ",")
        unsafe text[1] = UInt8(ascii: "\"")
        for index in 0..<name.count { unsafe text[index + 2] = name[index] }
        unsafe text[name.count + 2] = UInt8(ascii: "\"")
        unsafe text[name.count + 3] = UInt8(ascii: ":")
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[(needsComma ? 0 : 1)..<(name.count + 4)]))
      }
    }
    needsComma = false
  }

  private mutating func digits(_ number: UInt64, after first: UInt8? = nil) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 21) { digits in
      var rest = number
      var start = digits.count
      repeat {
        start -= 1
        unsafe digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if let first {
        start -= 1
        unsafe digits[start] = first
      }
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  private mutating func quoted(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in quoted(unsafe utf8.span) }
  }

  private mutating func quoted(_ text: Span<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    // All are looked at, whatever the first is, for then many are at once.
    var odd: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      odd |= (byte < 32 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
    }
    if odd == 0 {
      unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    } else {
      for index in text.indices { escaped(text[index]) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<32:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
