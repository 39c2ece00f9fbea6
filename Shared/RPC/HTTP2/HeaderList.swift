import Glibc

/// An ordered list of header fields in one run of bytes, as they stand on the wire after decompression.
struct HeaderList: Hashable, Sendable {
  struct Field: Hashable {
    let start: Int
    let nameCount: Int
    let valueCount: Int
  }

  private var bytes: [UInt8] = []
  private var fields: [Field] = []

  /// RFC 9113's measure of a header list: names, values and 32 bytes a field.
  var sizeBytes: Int { bytes.count + 32 * fields.count }
  var indices: Range<Int> { fields.indices }
  var isEmpty: Bool { fields.isEmpty }

  init() {}

  /// A list of fields that stand in `bytes`.
  init(bytes: [UInt8], fields: [Field]) {
    self.bytes = bytes
    self.fields = fields
  }

  /// Copies the first `count` fields, with their bytes.
  func copyFields(_ count: Int, to otherBytes: inout [UInt8], _ otherFields: inout [Field]) {
    otherFields.append(contentsOf: fields.prefix(count))
    let end = otherFields.last.map { $0.start + $0.nameCount + $0.valueCount } ?? 0
    otherBytes.append(contentsOf: bytes.prefix(end))
  }

  mutating func append(_ name: String, _ value: String) {
    fields.append(Field(start: bytes.count, nameCount: name.utf8.count, valueCount: value.utf8.count))
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: value.utf8)
  }

  mutating func append(contentsOf other: HeaderList) {
    fields.reserveCapacity(fields.count + other.fields.count)
    for field in other.fields {
      fields.append(Field(start: field.start + bytes.count, nameCount: field.nameCount, valueCount: field.valueCount))
    }
    bytes.append(contentsOf: other.bytes)
  }

  /// Whether the name of the field at `index` is exactly `name`.
  func isName(at index: Int, _ name: StaticString) -> Bool {
    let field = fields[index]
    guard field.nameCount == name.utf8CodeUnitCount else { return false }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map { unsafe memcmp($0 + field.start, name.utf8Start, field.nameCount) == 0 } ?? false
    }
  }

  /// Whether the value of the field at `index` is exactly `value`.
  func isValue(at index: Int, _ value: StaticString) -> Bool {
    unsafe isValue(at: index, UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
  }

  /// Whether the value of the field at `index` is exactly `value`.
  func isValue(at index: Int, _ value: [UInt8]) -> Bool {
    unsafe value.withUnsafeBufferPointer { unsafe isValue(at: index, $0) }
  }

  private func isValue(at index: Int, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let field = fields[index]
    guard field.valueCount == value.count, let expected = value.baseAddress else { return false }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map {
        unsafe memcmp($0 + field.start + field.nameCount, expected, field.valueCount) == 0
      } ?? false
    }
  }

  func name(at index: Int) -> String {
    let field = fields[index]
    return String(decoding: bytes[field.start..<field.start + field.nameCount], as: UTF8.self)
  }

  func value(at index: Int) -> String { String(decoding: valueBytes(at: index), as: UTF8.self) }

  func valueBytes(at index: Int) -> ArraySlice<UInt8> {
    let field = fields[index]
    let start = field.start + field.nameCount
    return bytes[start..<start + field.valueCount]
  }

  /// The value of the first field of that name.
  func first(_ name: StaticString) -> String? {
    for index in fields.indices where isName(at: index, name) { return value(at: index) }
    return nil
  }

  /// Lends name and value of the field at `index` to `body`.
  func withField<Result>(
    at index: Int, _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let field = fields[index]
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      let end = field.start + field.nameCount
      return unsafe body(
        UnsafeBufferPointer(rebasing: bytes[field.start..<end]),
        UnsafeBufferPointer(rebasing: bytes[end..<end + field.valueCount]))
    }
  }

  /// Calls `body` with the byte ranges of each field's name and value, and the bytes they are ranges of.
  func withFields<Result>(
    _ body: (_ bytes: [UInt8], _ count: Int, _ field: (Int) -> (name: Range<Int>, value: Range<Int>)) -> Result
  ) -> Result {
    body(bytes, fields.count) { index in
      let field = fields[index]
      let middle = field.start + field.nameCount
      return (field.start..<middle, middle..<middle + field.valueCount)
    }
  }
}

extension HeaderList: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}
