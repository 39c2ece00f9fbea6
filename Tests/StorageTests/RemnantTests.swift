import Domain
import Features
import Policies
import Support
import Testing

@testable import Storage

@Suite("What forgetting leaves in files")
struct RemnantTests {
  @Test("An online store's file has no byte of a profile's key or a mark that was forgotten, whatever came before")
  func online() async throws {
    let folder = try TemporaryFolder()
    let store = try await SQLiteOnlineStore.open(folder.path("online.sqlite"))
    for round in 0..<20 {
      let entries = (0..<200).map { number in
        OnlineEntry(
          key: "profile/somebody-\(number)", value: [UInt8](repeating: 7, count: (round * 331 + number) % 9000))
      }
      try await store.set(entries, markingSeen: (0..<200).map { "event/of-\($0)-in-\(round)" })
    }
    #expect(try await store.occurrences(of: ["somebody-117"])?.first ?? 0 > 0)
    let marks = (0..<20).map { "event/of-117-in-\($0)" }
    #expect(try await store.forget(["profile/somebody-117"], seen: marks) == OnlineRemoval(values: 1, marks: 20))
    #expect(try await store.occurrences(of: ["somebody-117"]) == [0])
    #expect(try await store.occurrences(of: ["of-117-in"]) == [0])
    #expect(try await store.occurrences(of: ["somebody-118"])?.first ?? 0 > 0)
  }

  @Test("A database's file has no byte of a forgotten listener's pseudonym, not even where it remembers them")
  func database() async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase.open(folder.path("bandstand.sqlite"))
    let listeners = try (0..<500).map { try #require(ListenerIdentifier("pseudonym-\($0)-of-somebody")) }
    for round in Int64(0)..<5 {
      let attributes = ListenerAttributes(country: Country("SE"), city: "Malmö \(round)")
      try await database.keep(
        listeners.map { Account(listener: $0, attributes: attributes, updated: Moment(seconds: round)) })
    }
    #expect(try await database.occurrences(of: ["pseudonym-300-of"])?.first ?? 0 > 0)
    #expect(try await database.forget(listeners[300], at: Moment(seconds: 9)))
    #expect(try await database.occurrences(of: ["pseudonym-300-of"]) == [0])
    #expect(try await database.forgotten(among: Set(listeners)) == [listeners[300]])
  }

  @Test("A text is found wherever it stands in a file, across the borders of pieces too")
  func search() {
    var bytes = [UInt8](repeating: 0x61, count: 9 << 20)
    for place in [0, 4 << 20, (8 << 20) - 3, bytes.count - 6] {
      bytes.replaceSubrange(place..<place + 6, with: "needle".utf8)
    }
    func occurrences(of texts: [String], in bytes: [UInt8]) -> [Int] {
      FileSearch.occurrences(of: texts) { offset, bytesMax in Array(bytes.dropFirst(offset).prefix(bytesMax)) }
    }
    #expect(occurrences(of: ["needle"], in: bytes) == [4])
    #expect(occurrences(of: ["needles"], in: bytes) == [0])
    #expect(occurrences(of: ["needle"], in: []) == [0])
    #expect(
      occurrences(of: ["needle", "a", "needles", "aneedlea"], in: bytes).map { $0 > 3 } == [true, true, false, false])
    #expect(ByteSearch.occurrences(of: Array("aa".utf8), in: Array("aaaaa".utf8)) == 2)
  }

  @Test("Many texts are found in one pass as often as each is by itself, short ones and those with one beginning too")
  func many() {
    var random = SeededGenerator.printed()
    let texts = ["ab", "b", "", "abababab", "ababababa", "babababab", "abababac"].map { Array($0.utf8) }
    let search = ByteSearch(texts)
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8(ascii: "a") + UInt8(random.below(length % 3 == 0 ? 3 : 2)) }
      let expected = texts.map { ByteSearch.occurrences(of: $0, in: bytes) }
      #expect(search.occurrences(in: bytes) == expected)
      #expect(search.found(in: bytes[...]) == texts.indices.filter { expected[$0] > 0 })
    }
  }
}
