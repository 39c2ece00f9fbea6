import Features

/// Writes compact JSON, one value after another, into bytes: what the log's lines are made of.
///
/// Numbers are written in the shortest form that reads back as the same bits.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

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

  /// A field that is a text, if there is one.
  mutating func field(_ name: StaticString, _ text: String?) {
    if let text { field(name, text) }
  }

  /// A field that is an item, such as "track:1".
  mutating func field(_ name: StaticString, _ item: ItemIdentifier) {
    key(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: item.kind.name.utf8)
    bytes.append(UInt8(ascii: ":"))
    digits(item.number)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// A field that is a whole number.
  mutating func field(_ name: StaticString, _ number: some FixedWidthInteger) {
    key(name)
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(UInt64(number.magnitude))
    needsComma = true
  }

  /// A field that is a number.
  ///
  /// - Throws: A rejection when it is not finite, which JSON has no form for.
  mutating func field<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ name: StaticString, _ number: Number
  ) throws(Rejection) {
    guard number.isFinite else {
      throw Rejection(.nonFiniteNumber, field: "\(name)", "not a finite number: correct what computed it")
    }
    key(name)
    bytes.append(contentsOf: String(number).utf8)
    needsComma = true
  }

  /// Ends the line.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Makes room.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Leaves an object unfinished, cut at a byte, and begins anew behind it.
  mutating func endPart(at end: Int) {
    bytes.removeLast(bytes.count - end)
    needsComma = false
  }

  private mutating func key(_ name: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { name in unsafe bytes.append(contentsOf: name) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func digits(_ number: UInt64) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number
      var start = digits.count
      repeat {
        start -= 1
        unsafe digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    let isPlain = text.withUTF8 { utf8 in
      guard unsafe utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
        return false
      }
      unsafe bytes.append(contentsOf: utf8)
      return true
    }
    if !isPlain { for byte in text.utf8 { escaped(byte) } }
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
