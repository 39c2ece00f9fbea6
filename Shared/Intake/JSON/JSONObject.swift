import Features
import Masking

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

  /// A whole number, in whatever form it is written: see `Masking.WrittenNumber`.
  ///
  /// - Throws: A ``QuarantineReason/badCount`` rejection for a number that its type has no room for.
  func whole<Number: FixedWidthInteger>(_ key: Key, _ type: Number.Type = Number.self) throws(Rejection) -> Number? {
    guard let number = try number(key) else { return nil }
    return try NumberRule.whole(number, field: key.name)
  }

  /// A number.
  ///
  /// - Throws: A ``QuarantineReason/nonFiniteNumber`` rejection for a number outside of what it can be.
  func real(_ key: Key) throws(Rejection) -> Double? {
    guard let number = try number(key) else { return nil }
    return try NumberRule.real(number, field: key.name)
  }

  /// A number of 32 bits: the very one that was written, if it was written in its shortest form.
  func single(_ key: Key) throws(Rejection) -> Float? {
    guard let number = try number(key) else { return nil }
    return try NumberRule.single(number, field: key.name)
  }

  /// A moment, as a number or as a text: see `Masking.TimestampText`.
  func moment(_ key: Key) throws(Rejection) -> MomentDraft? {
    let value = self[key]
    if case .text(let text) = value { return .text(try valid(text)) }
    if case .none = value { return nil }
    guard let number = value.number else { throw Rejection(.badMoment, field: key.name, "neither a number nor a text") }
    do {
      return .milliseconds(try TimestampText.moment(number).milliseconds)
    } catch {
      throw Rejection(.badMoment, field: key.name, "\(error)")
    }
  }

  /// A release, as a number or as a text: see `Masking.TimestampText`.
  func release(_ key: Key) throws(Rejection) -> Int64? {
    let value = self[key]
    if value.isBlank { return nil }
    if case .text(let text) = value { return try ReleaseRule.seconds(try valid(text), field: key.name) }
    guard let number = value.number else { throw Rejection(.badMoment, field: key.name, "neither a number nor a text") }
    return try ReleaseRule.seconds(number, field: key.name)
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

  private func number(_ key: Key) throws(Rejection) -> WrittenNumber? {
    let value = self[key]
    if value.isBlank { return nil }
    if let number = value.number { return number }
    guard case .text = value else { throw wrongType(key, "a number") }
    throw NumberRule.noNumber(key.name)
  }
}
