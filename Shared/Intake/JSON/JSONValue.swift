import CSimdjson

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
      let bytes = unsafe UnsafeRawBufferPointer(start: field.text, count: field.length)
      self = unsafe .text(String(validating: bytes, as: UTF8.self))
    case bandstand_json_list: self = unsafe .list(field.place)
    case bandstand_json_object: self = .object
    default: self = .none
    }
  }
}
