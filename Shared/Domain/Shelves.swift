import Features
internal import FoundationEssentials

/// All rows of the Home page, top first, as configured and checked.
public struct Shelves: Sendable {
  /// The shelves, top first; at least one, no identifier twice.
  public let definitions: [ShelfDefinition]

  /// The most shelves a page may have.
  public static let countMax = 64
  /// The largest configuration, in bytes.
  public static let bytesMax = 1 << 20

  /// Shelves from a JSON array of ``ShelfDefinition``, such as `compose/shelves.json`.
  ///
  /// - Throws: ``ShelvesError``, which names the shelf and what was wrong with it.
  public init(json bytes: [UInt8]) throws(ShelvesError) {
    guard bytes.count <= Self.bytesMax else { throw .tooLarge(limit: Self.bytesMax, got: bytes.count) }
    let definitions: [ShelfDefinition]
    do {
      definitions = try JSONDecoder().decode([ShelfDefinition].self, from: Data(bytes))
    } catch {
      throw .unreadable(reason: "\(error)")
    }
    try self.init(definitions)
  }

  /// Shelves from definitions.
  ///
  /// - Throws: ``ShelvesError``, which names the shelf and what was wrong with it.
  public init(_ definitions: [ShelfDefinition]) throws(ShelvesError) {
    guard (1...Self.countMax).contains(definitions.count) else {
      throw .wrongCount(limit: Self.countMax, got: definitions.count)
    }
    var seen = Set<String>()
    for definition in definitions {
      guard seen.insert(definition.shelf).inserted else { throw .twice(shelf: definition.shelf) }
      if let problem = definition.problem { throw .invalid(shelf: definition.shelf, problem: problem) }
    }
    self.definitions = definitions
  }

  /// The shelf of that identifier; nil when there is none.
  public subscript(_ shelf: String) -> ShelfDefinition? {
    definitions.first { $0.shelf == shelf }
  }

  /// The shelves' identifiers, top first, for messages.
  public var names: String { definitions.map(\.shelf).joined(separator: ", ") }
}

extension ShelfDefinition {
  /// The most candidates a shelf may ask for.
  public static let candidatesLimit = 1000
  /// The most cards a shelf may hold.
  public static let cardsLimit = 100
  /// The longest identifier of a shelf, in bytes.
  public static let nameBytesMax = 64

  /// Whether a text can be a shelf's identifier: lower-case letters, digits, "-", "_" and ".", and nothing else.
  public static func isName(_ text: String) -> Bool {
    (1...nameBytesMax).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46 || byte == 95
      }
  }

  /// What is wrong with the definition; nil when nothing is.
  fileprivate var problem: String? {
    if !Self.isName(shelf) {
      return "its identifier must have 1 to \(Self.nameBytesMax) lower-case letters, digits, \"-\", \"_\" and \".\""
    }
    if kinds.isEmpty { return "it must name at least one of kinds" }
    if sources.isEmpty { return "it must name at least one of sources" }
    if let kind = Self.repeated(kinds.map(\.kind.name)) { return "its kinds name \(kind) twice" }
    if let source = Self.repeated(sources.map(\.source.name)) { return "its sources name \(source) twice" }
    if !(1...Self.candidatesLimit).contains(candidatesMax) {
      return "candidatesMax is \(candidatesMax), but must be from 1 to \(Self.candidatesLimit)"
    }
    if !(1...Self.cardsLimit).contains(cardsMax) {
      return "cardsMax is \(cardsMax), but must be from 1 to \(Self.cardsLimit)"
    }
    if !(epsilon >= 0 && epsilon <= 1) { return "epsilon is \(epsilon), but must be from 0 to 1" }
    if (model == nil) != (gate == nil) { return "it must have both model and gate, or neither" }
    return nil
  }

  /// The first name that stood before; nil when all are different.
  private static func repeated(_ names: [String]) -> String? {
    var seen = Set<String>()
    return names.first { !seen.insert($0).inserted }
  }
}

/// Why a configuration of shelves cannot be used.
public enum ShelvesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is larger than any real one.
  case tooLarge(limit: Int, got: Int)
  /// The file is not a JSON array of shelf definitions.
  case unreadable(reason: String)
  /// No shelf at all, or too many.
  case wrongCount(limit: Int, got: Int)
  /// Two shelves have one identifier.
  case twice(shelf: String)
  /// A shelf has a value that cannot be.
  case invalid(shelf: String, problem: String)

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .tooLarge(let limit, let got): "the shelves' configuration has \(got) bytes, and may have at most \(limit)"
    case .unreadable(let reason): "the shelves' configuration is not a JSON array of shelves: \(reason)"
    case .wrongCount(let limit, let got): "there are \(got) shelves configured: have from 1 to \(limit)"
    case .twice(let shelf): "two shelves are called \"\(shelf)\": rename one"
    case .invalid(let shelf, let problem): "shelf \"\(shelf)\": \(problem)"
    }
  }
}
