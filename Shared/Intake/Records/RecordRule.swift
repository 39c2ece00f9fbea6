import Features
import FoundationEssentials

/// What the fields of our own lines must be.
enum RecordRule {
  /// A field that must be there.
  static func present<Value>(_ value: Value?, field: String) throws(Rejection) -> Value {
    guard let value else { throw Rejection(.missingField, field: field, "the line needs \"\(field)\"") }
    return value
  }

  /// An item that must be there.
  static func item(_ text: String?, field: String) throws(Rejection) -> ItemIdentifier {
    let text = try present(text, field: field)
    guard let item = ItemIdentifier(text) else {
      throw Rejection(.badItem, field: field, "\(TextShape.of(text)), which are not an item such as \"artist:51\"")
    }
    return item
  }

  /// An item that may be absent.
  static func optionalItem(_ text: String?, field: String) throws(Rejection) -> ItemIdentifier? {
    try text == nil ? nil : item(text, field: field)
  }

  /// Bytes in base 64.
  static func bytes(_ text: String, field: String) throws(Rejection) -> [UInt8] {
    guard let data = Data(base64Encoded: text) else {
      throw Rejection(.badVector, field: field, "not base 64")
    }
    return Array(data)
  }

  /// The text of bytes in base 64.
  static func text(of bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// Numbers from base 64 of their bits, least significant byte first.
  static func floats(_ text: String, field: String) throws(Rejection) -> [Float] {
    let bytes = try bytes(text, field: field)
    guard bytes.count.isMultiple(of: 4) else {
      throw Rejection(.badVector, field: field, "\(bytes.count) bytes are not whole numbers of 4 bytes")
    }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) })
    }
  }

  /// The text of numbers: base 64 of their bits, least significant byte first.
  static func text(of floats: [Float]) -> String {
    text(of: floats.flatMap { float in (0..<4).map { UInt8(truncatingIfNeeded: float.bitPattern >> (8 * $0)) } })
  }
}
