import Features
import FoundationEssentials
import Testing

@testable import Domain

@Suite("Shelves")
struct ShelvesTests {
  @Test("The shelves that are shipped are read, top first, and every one can be found by its name") func shipped()
    throws
  {
    let shelves = try Shelves(json: Array(Data(contentsOf: URL(filePath: Self.shippedPath))))
    #expect(shelves.names == "shortcuts, shows, something-else, artists, popular-near-you, editors-picks")
    for definition in shelves.definitions { #expect(shelves[definition.shelf] == definition) }
    #expect(shelves["attic"] == nil)
  }

  @Test("A definition survives being written and read") func roundTrip() throws {
    let shelves = try Shelves(json: Array(Data(contentsOf: URL(filePath: Self.shippedPath))))
    let written = try JSONEncoder().encode(shelves.definitions)
    #expect(try Shelves(json: Array(written)).definitions == shelves.definitions)
  }

  @Test("Each value that cannot be is refused with the shelf's name and what may be", arguments: WrongShelf.all)
  func wrong(_ wrong: WrongShelf) throws {
    var definition = try Self.definition()
    wrong.change(&definition)
    var other = try Self.definition()
    other.shelf = "fine"
    let error = #expect(throws: ShelvesError.self) { try Shelves([other, definition]) }
    let message = try #require(error?.description)
    for word in [definition.shelf] + wrong.words { #expect(message.contains(word), "\(message) does not say \(word)") }
  }

  @Test("Bounds are taken at their ends") func ends() throws {
    for (candidates, cards, epsilon) in [(1, 1, 0.0), (1000, 100, 1.0)] {
      var definition = try Self.definition()
      (definition.candidatesMax, definition.cardsMax, definition.epsilon) = (candidates, cards, epsilon)
      #expect(try Shelves([definition]).definitions == [definition])
    }
  }

  @Test("Two shelves of one name, no shelf, and too many are refused with numbers") func counts() throws {
    let definition = try Self.definition()
    #expect(throws: ShelvesError.twice(shelf: "one")) { try Shelves([definition, definition]) }
    #expect(throws: ShelvesError.wrongCount(limit: 64, got: 0)) { try Shelves([]) }
    let many = (0...64).map { number in
      var copy = definition
      copy.shelf = "\(number)"
      return copy
    }
    #expect(throws: ShelvesError.wrongCount(limit: 64, got: 65)) { try Shelves(many) }
    #expect(try Shelves(Array(many.dropLast())).definitions.count == 64)
  }

  @Test("What is no JSON of shelves is refused, wherever it is cut, and says what was wrong") func hostile() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: Self.shippedPath)))
    for length in stride(from: 0, to: bytes.lastIndex(of: UInt8(ascii: "]")) ?? 0, by: 7) {
      #expect(throws: ShelvesError.self) { try Shelves(json: Array(bytes[..<length])) }
    }
    let unknownKind = String(decoding: bytes, as: UTF8.self).replacing("\"podcast\"", with: "\"opera\"")
    let error = #expect(throws: ShelvesError.self) { try Shelves(json: Array(unknownKind.utf8)) }
    #expect(error?.description.contains("no item kind is called \"opera\"") == true)
    let large = [UInt8](repeating: 32, count: Shelves.bytesMax + 1)
    #expect(throws: ShelvesError.tooLarge(limit: Shelves.bytesMax, got: Shelves.bytesMax + 1)) {
      try Shelves(json: large)
    }
  }

  private static let shippedPath =
    #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    + "/compose/shelves.json"

  private static func definition() throws -> ShelfDefinition {
    let json = """
      {"shelf": "one", "title": "One", "reason": "", "kinds": ["artist"], "sources": ["rule"], "candidatesMax": 10,
      "cardsMax": 5, "epsilon": 0}
      """
    return try JSONDecoder().decode(ShelfDefinition.self, from: Data(json.utf8))
  }
}

/// One thing wrong with a shelf, and words that the refusal must have.
struct WrongShelf: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let words: [String]
  let change: @Sendable (inout ShelfDefinition) -> Void

  init(_ name: String, _ words: [String], _ change: @escaping @Sendable (inout ShelfDefinition) -> Void) {
    testDescription = name
    self.words = words
    self.change = change
  }

  static let all: [WrongShelf] = [
    WrongShelf("no name", ["identifier", "1 to 64"]) { $0.shelf = "" },
    WrongShelf("a long name", ["identifier"]) { $0.shelf = String(repeating: "s", count: 65) },
    WrongShelf("no kinds", ["kinds"]) { $0.kinds = [] },
    WrongShelf("no sources", ["sources"]) { $0.sources = [] },
    WrongShelf("no candidates", ["candidatesMax is 0", "1 to 1000"]) { $0.candidatesMax = 0 },
    WrongShelf("too many candidates", ["candidatesMax is 1001"]) { $0.candidatesMax = 1001 },
    WrongShelf("negative cards", ["cardsMax is -1", "1 to 100"]) { $0.cardsMax = -1 },
    WrongShelf("too many cards", ["cardsMax is 101"]) { $0.cardsMax = 101 },
    WrongShelf("a negative share", ["epsilon is -0.1", "0 to 1"]) { $0.epsilon = -0.1 },
    WrongShelf("a share above one", ["epsilon is 1.1"]) { $0.epsilon = 1.1 },
    WrongShelf("a share that is no number", ["epsilon is nan"]) { $0.epsilon = .nan },
    WrongShelf("a model without a gate", ["model", "gate"]) { $0.model = "ranking.one" },
    WrongShelf("a gate without a model", ["model", "gate"]) {
      $0.gate = .init(withinSlateAreaUnderCurveMin: 0.5, gainOverPopularityMin: 0, impressionsMin: 1)
    },
    WrongShelf("a source twice", ["sources", "rule", "twice"]) { $0.sources += $0.sources },
    WrongShelf("a kind twice", ["kinds", "artist", "twice"]) { $0.kinds += $0.kinds },
  ]
}
