/// Writes compact JSON, one value after another, into bytes: what the log's lines are made of.
///
/// Numbers are written in the shortest form that reads back as the same bits.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An object whose fields the body writes.
  mutating func object(_ body: (inout JSONWriter) throws(Rejection) -> Void) throws(Rejection) {
    try nested("{", "}", body)
  }

  /// A field that is a list, of one value for each element.
  mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ body: (inout JSONWriter, Element) throws(Rejection) -> Void
  ) throws(Rejection) {
    key(name)
    try nested("[", "]") { (writer) throws(Rejection) in
      for element in elements { try body(&writer, element) }
    }
  }

  /// A field that is a text.
  mutating func field(_ name: StaticString, _ text: String) {
    key(name)
    quoted(text.utf8)
    needsComma = true
  }

  /// A field that is a text, if there is one.
  mutating func field(_ name: StaticString, _ text: String?) {
    if let text { field(name, text) }
  }

  /// A field that is a whole number.
  mutating func field(_ name: StaticString, _ number: some FixedWidthInteger) {
    key(name)
    bytes.append(contentsOf: String(number).utf8)
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

  private mutating func nested(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) throws(Rejection) -> Void
  ) throws(Rejection) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: open))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func key(_ name: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    quoted("\(name)".utf8)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func quoted(_ text: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
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
    bytes.append(UInt8(ascii: "\""))
  }
}
