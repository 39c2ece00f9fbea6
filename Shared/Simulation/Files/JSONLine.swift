/// Builds one JSON object on one line, fields in the order given. The same fields give the same bytes.
struct JSONLine {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// Adds a text.
  mutating func add(_ name: String, _ text: String) {
    addName(name)
    addQuoted(text)
  }

  /// Adds a number as Swift writes it: integers in full, floating point as the shortest text that reads back the same.
  mutating func add(_ name: String, number: some LosslessStringConvertible & Numeric) {
    addName(name)
    bytes += Array(number.description.utf8)
  }

  /// Adds a text when there is one.
  mutating func add(_ name: String, _ text: String?) {
    if let text { add(name, text) }
  }

  /// Adds a number when there is one.
  mutating func add(_ name: String, number: (some LosslessStringConvertible & Numeric)?) {
    if let number { add(name, number: number) }
  }

  /// Adds a list of objects.
  mutating func add(_ name: String, _ objects: [JSONLine]) {
    addName(name)
    bytes.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += object.bytes
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The object, closed, without a line's end.
  var closed: [UInt8] { bytes + [UInt8(ascii: "}")] }

  private mutating func addName(_ name: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    addQuoted(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func addQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<32: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
