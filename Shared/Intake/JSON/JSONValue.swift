import CSimdjson
import Masking

/// What stands at a name.
enum JSONValue {
  /// Nothing, or null.
  case none
  case boolean
  case integer(Int64)
  /// Above what an `Int64` holds.
  case natural(UInt64)
  /// Any other number, finite.
  case real(Double)
  /// A number outside of what a `Double` can hold.
  case oversized
  /// A text; nil when its escapes make no Unicode, such as half a surrogate pair.
  case text(String?)
  case list(bandstand_json_place)
  case object

  init(_ field: bandstand_json_field) {
    switch unsafe Int(field.kind) {
    case bandstand_json_boolean: self = .boolean
    case bandstand_json_integer: self = unsafe .integer(field.integer)
    case bandstand_json_natural: self = unsafe .natural(field.natural)
    case bandstand_json_real: self = unsafe .real(field.real)
    case bandstand_json_oversized: self = .oversized
    case bandstand_json_text:
      self = unsafe .text(Self.text(field.text, count: field.length))
    case bandstand_json_list: self = unsafe .list(field.place)
    case bandstand_json_object: self = .object
    default: self = .none
    }
  }

  /// The number that it is, or that its text is; nil for all else.
  var number: WrittenNumber? {
    switch self {
    case .integer(let integer): .integer(integer)
    case .natural(let natural): .natural(natural)
    case .real(let real): .real(real)
    case .oversized: .oversized
    case .text(let text): text.flatMap { WrittenNumber($0) }
    default: nil
    }
  }

  /// Whether nothing is said: no value, or an empty text.
  var isBlank: Bool {
    switch self {
    case .none: true
    case .text(let text): text.map { $0.utf8.allSatisfy { $0 == UInt8(ascii: " ") } } ?? false
    default: false
    }
  }

  /// A text, which a NUL follows. Found valid by the C form, which is four times as fast, unless a NUL stands within.
  private static func text(_ start: UnsafePointer<CChar>?, count: Int) -> String? {
    guard let start = unsafe start, let text = unsafe String(validatingCString: start) else { return nil }
    if text.utf8.count == count { return text }
    return unsafe String(validating: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
