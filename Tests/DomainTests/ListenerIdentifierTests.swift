import Domain
import FoundationEssentials
import Testing

@Suite("A listener's pseudonym")
struct ListenerIdentifierTests {
  @Test(
    "1 to 128 bytes without control characters are one",
    arguments: ["a", "lastfm-2", "Åsa 🎵", String(repeating: "x", count: 128)])
  func good(_ text: String) throws {
    let listener = try #require(ListenerIdentifier(text))
    #expect(listener.description == text)
    #expect(try JSONDecoder().decode([ListenerIdentifier].self, from: JSONEncoder().encode([listener])) == [listener])
  }

  @Test(
    "Anything else is none, in code and in JSON",
    arguments: ["", "a\u{0}", "\n", "\u{7f}", String(repeating: "é", count: 65)])
  func bad(_ text: String) throws {
    #expect(ListenerIdentifier(text) == nil)
    let json = try JSONEncoder().encode([text])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([ListenerIdentifier].self, from: json) }
  }
}
