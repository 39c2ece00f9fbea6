/// Checks that many fields need. Each returns what it was given.
enum FieldCheck {
  static func name(_ text: String, _ field: String, mayBeEmpty: Bool = false) throws(TranslationError) -> String {
    let count = text.utf8.count
    let limit = TranslationLimits.nameBytesMaximum
    guard mayBeEmpty || count > 0 else { throw TranslationError(field, .missing) }
    guard count <= limit else { throw TranslationError(field, .tooLong(bytes: count, limit: limit)) }
    return text
  }

  static func finite<Number: BinaryFloatingPoint>(_ number: Number, _ field: String) throws(TranslationError) -> Number
  {
    guard number.isFinite else { throw TranslationError(field, .notFinite) }
    return number
  }

  /// The elements, each translated; a failure names the element's index.
  static func list<Wire, Native>(
    _ elements: [Wire], _ field: String, limit: Int, _ translate: (Wire) throws(TranslationError) -> Native
  ) throws(TranslationError) -> [Native] {
    guard elements.count <= limit else { throw TranslationError(field, .tooMany(count: elements.count, limit: limit)) }
    var natives: [Native] = []
    natives.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do throws(TranslationError) {
        natives.append(try translate(element))
      } catch {
        throw error.within("\(field)[\(index)]")
      }
    }
    return natives
  }

  /// A message that must be there, translated.
  static func message<Wire, Native>(
    _ message: Wire?, _ field: String, _ translate: (Wire) throws(TranslationError) -> Native
  ) throws(TranslationError) -> Native {
    guard let message else { throw TranslationError(field, .missing) }
    do throws(TranslationError) { return try translate(message) } catch { throw error.within(field) }
  }

  /// Something with a name, or nil for the empty name.
  static func named<Native>(
    _ name: String, _ field: String, allowed: [String], _ find: (String) -> Native?
  ) throws(TranslationError) -> Native? {
    if name.isEmpty { return nil }
    guard let native = find(name) else { throw TranslationError(field, .unknownName(name, allowed: allowed)) }
    return native
  }
}
