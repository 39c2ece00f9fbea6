import Features
import FoundationEssentials

/// How values that databases do not have stand in their columns.
enum StoredColumns {
  /// A list as JSON.
  static func text<Element: Encodable>(of list: [Element]) throws -> String {
    String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
  }

  /// A list from JSON.
  static func list<Element: Decodable>(of type: Element.Type, from text: String) throws(UnreadableColumn) -> [Element] {
    do {
      return try JSONDecoder().decode([Element].self, from: Data(text.utf8))
    } catch {
      throw UnreadableColumn(expected: "a list of \(type)", text: text)
    }
  }

  /// A case by its stored name.
  static func named<Case: RawRepresentable<String>>(_ type: Case.Type, _ text: String) throws(UnreadableColumn) -> Case
  {
    guard let value = Case(rawValue: text) else { throw UnreadableColumn(expected: "a \(type)", text: text) }
    return value
  }

  /// An item's identifier from its packed form.
  static func item(_ rawValue: Int64) throws(UnreadableColumn) -> ItemIdentifier {
    guard let item = ItemIdentifier(rawValue: UInt64(bitPattern: rawValue)) else {
      throw UnreadableColumn(expected: "an item", text: String(rawValue))
    }
    return item
  }
}

/// A column holds what we never write. Callers get ``StorageError/corrupt(path:reason:)``.
struct UnreadableColumn: Error {
  let expected: String
  let text: String

  /// What is wrong, in words.
  var reason: String { "not \(expected): \(text.prefix(64))" }
}
