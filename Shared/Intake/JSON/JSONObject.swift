/// The fields of an object that was just read, by their keys: valid within the body that it is shown to.
///
/// A field that is absent or null is nil. One of another type makes the line malformed.
struct JSONObject<Key: JSONKey>: ~Copyable {
  private let reader: JSONReader
  private let level: Int

  init(reader: JSONReader, level: Int) {
    self.reader = reader
    self.level = level
  }

  /// A text.
  func text(_ key: Key) throws(Rejection) -> String? {
    switch self[key] {
    case .none: return nil
    case .text(let text): return try valid(text)
    default: throw wrongType(key, "a text")
    }
  }

  /// A whole number, in whatever form it is written.
  ///
  /// - Throws: A ``QuarantineReason/badCount`` rejection for a number that its type has no room for.
  func whole<Number: FixedWidthInteger>(_ key: Key, _ type: Number.Type = Number.self) throws(Rejection) -> Number? {
    let number: Number?
    switch self[key] {
    case .none: return nil
    case .integer(let integer): number = Number(exactly: integer)
    case .natural(let natural): number = Number(exactly: natural)
    case .real(let real): number = Number(written: real)
    case .oversized: number = nil
    default: throw wrongType(key, "a number")
    }
    guard let number else { throw noRoom(.badCount, key, "\(Number.self)") }
    return number
  }

  /// A number.
  ///
  /// - Throws: A ``QuarantineReason/nonFiniteNumber`` rejection for a number outside of what it can be.
  func real(_ key: Key) throws(Rejection) -> Double? {
    switch self[key] {
    case .none: return nil
    case .integer(let integer): return Double(integer)
    case .natural(let natural): return Double(natural)
    case .real(let real): return real
    case .oversized: throw noRoom(.nonFiniteNumber, key, "Double")
    default: throw wrongType(key, "a number")
    }
  }

  /// A number of 32 bits: the very one that was written, if it was written in its shortest form.
  func single(_ key: Key) throws(Rejection) -> Float? {
    guard let real = try real(key) else { return nil }
    let single = Float(rounding: real)
    guard single.isFinite else { throw noRoom(.nonFiniteNumber, key, "Float") }
    return single
  }

  /// A moment, as milliseconds or as a text.
  func moment(_ key: Key) throws(Rejection) -> MomentDraft? {
    switch self[key] {
    case .none: return nil
    case .text(let text): return .text(try valid(text))
    case .integer(let milliseconds): return .milliseconds(milliseconds)
    case .real(let real):
      if let milliseconds = Int64(written: real) { return .milliseconds(milliseconds) }
    default: break
    }
    throw Rejection(.badMoment, field: key.name, "neither whole milliseconds nor a text")
  }

  /// The objects of a list that must be there, each shown to the body.
  func list<Element: JSONKey>(
    _ key: Key, of keys: Element.Type, _ body: (borrowing JSONObject<Element>) throws(Rejection) -> Void
  ) throws(Rejection) {
    switch self[key] {
    case .none: throw missing(key)
    case .list(let place): try reader.walk(place, level: level + 1, named: key.name, as: keys, body)
    default: throw wrongType(key, "a list")
    }
  }

  /// What must be there.
  func required<Value>(_ key: Key, _ value: Value?) throws(Rejection) -> Value {
    guard let value else { throw missing(key) }
    return value
  }

  private subscript(_ key: Key) -> JSONValue { reader.value(key.rawValue, level: level) }

  private func valid(_ text: String?) throws(Rejection) -> String {
    guard let text else { throw Rejection(.malformedLine, "not a JSON object in UTF-8") }
    return text
  }

  private func missing(_ key: Key) -> Rejection {
    Rejection(.missingField, field: key.name, "the line needs \"\(key.name)\"")
  }

  private func wrongType(_ key: Key, _ expected: String) -> Rejection {
    Rejection(.malformedLine, field: key.name, "\(expected) is needed")
  }

  private func noRoom(_ reason: QuarantineReason, _ key: Key, _ type: String) -> Rejection {
    Rejection(reason, field: key.name, "a number that \(type) has no room for")
  }
}

extension FixedWidthInteger {
  /// The whole number that was written with a point or an exponent, or with over 64 bits: below -2⁶³ those round to it.
  fileprivate init?(written real: Double) {
    guard real > -0x1p63 else { return nil }
    self.init(exactly: real)
  }
}

extension Float {
  /// The number of 32 bits whose shortest text reads as this number of 64.
  ///
  /// Rounding twice, from the text to 64 bits and on to 32, goes wrong only where the first lands in the very middle between
  /// two numbers of 32 bits; there the one whose own text lands in that middle too is the one that was written.
  init(rounding real: Double) {
    self.init(real)
    let back = Double(self)
    guard back != real, isFinite else { return }
    let other = back < real ? nextUp : nextDown
    if other.isFinite, (back + Double(other)) / 2 == real, Double("\(other)") == real { self = other }
  }
}
