import Domain
import Features
import FoundationEssentials
import GRDB

/// How values that SQLite does not have stand in its columns.
enum SQLiteColumns {
  /// A list as JSON.
  static func text<Element: Encodable>(of list: [Element]) throws -> String {
    String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
  }

  /// A list from JSON.
  static func list<Element: Decodable>(of type: Element.Type, from text: String) throws -> [Element] {
    do {
      return try JSONDecoder().decode([Element].self, from: Data(text.utf8))
    } catch {
      throw unreadable("a list of \(type)", text)
    }
  }

  /// A case by its stored name.
  static func named<Case: RawRepresentable<String>>(_ type: Case.Type, _ text: String) throws -> Case {
    guard let value = Case(rawValue: text) else { throw unreadable("a \(type)", text) }
    return value
  }

  /// An item's identifier from its packed form.
  static func item(_ rawValue: Int64) throws -> ItemIdentifier {
    guard let item = ItemIdentifier(rawValue: UInt64(bitPattern: rawValue)) else {
      throw unreadable("an item", String(rawValue))
    }
    return item
  }

  /// Counts a named counter up and returns its new value.
  static func increment(_ counter: String, in connection: GRDB.Database) throws -> UInt64 {
    try connection.execute(sql: "UPDATE counter SET value = value + 1 WHERE name = ?", arguments: [counter])
    return try value(of: counter, in: connection)
  }

  /// The value of a named counter.
  static func value(of counter: String, in connection: GRDB.Database) throws -> UInt64 {
    try UInt64.fetchOne(connection, sql: "SELECT value FROM counter WHERE name = ?", arguments: [counter]) ?? 0
  }

  private static func unreadable(_ expected: String, _ text: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "not \(expected): \(text.prefix(64))")
  }
}
