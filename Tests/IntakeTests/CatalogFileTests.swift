import Domain
import Features
import Intake
import Storage
import Support
import Testing

@Suite("Catalog files")
struct CatalogFileTests {
  @Test("An item comes back from its line")
  func roundTrip() throws {
    let full = CatalogItem(
      item: Item(
        identifier: ItemIdentifier(.track, 7), artist: ItemIdentifier(.artist, 1), genre: 3, releasedSeconds: -86_400,
        lengthSeconds: 0.1),
      title: "T\u{ef}tle \"\\", subtitle: "Artist", editorialRank: 0, country: "SE")
    let bare = CatalogItem(item: Item(identifier: ItemIdentifier(.playlist, 0)), title: "P")
    for item in [full, bare] { #expect(try CatalogLine.decode(try CatalogLine.encode(item)) == item) }
    #expect(
      String(decoding: try CatalogLine.encode(bare), as: UTF8.self) == #"{"item":"playlist:0","title":"P"}"# + "\n")
  }

  @Test("Texts are brought into form")
  func normalized() throws {
    let item = try CatalogLine.decode(
      Array(#"{"item":"artist:1","title":" A \t\n B ","country":"se","artist":""}"#.utf8))
    #expect((item.title, item.country, item.subtitle) == ("A B", "SE", ""))
  }

  @Test(
    "A line that cannot be an item is told by its reason and field",
    arguments: [
      ("{}", Fault(.missingField, "item")), (#"{"item":"artist:1"}"#, Fault(.missingField, "title")),
      (#"{"item":"artist:1","title":" "}"#, Fault(.missingField, "title")),
      (#"{"item":"band:1","title":"x"}"#, Fault(.badItem, "item")),
      (#"{"item":"track:1","title":"x","artist":"track:2"}"#, Fault(.badItem, "artist")),
      (#"{"item":"track:1","title":"x","length":0}"#, Fault(.badDuration, "length")),
      (#"{"item":"track:1","title":"x","length":-1}"#, Fault(.negativeDuration, "length")),
      (#"{"item":"track:1","title":"x","length":1e99}"#, Fault(.nonFiniteNumber, "length")),
      (#"{"item":"track:1","title":"x","genre":0}"#, Fault(.badCount, "genre")),
      (#"{"item":"track:1","title":"x","genre":70000}"#, Fault(.badCount, "genre")),
      (#"{"item":"track:1","title":"x","editorial":-1}"#, Fault(.badCount, "editorial")),
      (#"{"item":"track:1","title":"x","released":-9223372036854775808}"#, Fault(.badMoment, "released")),
      (#"{"item":"track:1","title":"x","country":"Sweden"}"#, Fault(.badAttribute, "country")),
      (#"{"item":"track:1","title":7}"#, Fault(.malformedLine, "title")),
      ("not json", Fault(.malformedLine)),
      (
        "{\"item\":\"track:1\",\"title\":\"" + String(repeating: "x", count: 513) + "\"}", Fault(.overlongText, "title")
      ),
    ])
  func rejected(_ line: String, _ fault: Fault) {
    let error = #expect(throws: Rejection.self) { try CatalogLine.decode(Array(line.utf8)) }
    #expect(error.map { Fault($0.reason, $0.field) } == fault)
  }

  @Test("A file gives its items and counts what cannot be used, with the line")
  func file() async throws {
    let folder = try TemporaryFolder()
    let lines = [
      #"{"item":"artist:1","title":"one"}"#, "nonsense", "", #"{"item":"artist:1","title":"again"}"#,
      "{\"item\":\"artist:2\",\"title\":\"\(String(repeating: "x", count: IntakeLimits.importedLineBytesMax))\"}",
      #"{"item":"artist:3","title":"three"}"#,
    ]
    try folder.write(Array(lines.joined(separator: "\n").utf8), to: "catalog.jsonl")
    let catalog = try await CatalogFile.read(folder.path("catalog.jsonl"), quarantine: Samples.quarantine())
    #expect(catalog.items.map(\.title) == ["one", "three"])
    #expect(catalog.quarantined.entries.mapValues(\.line) == [.malformedLine: 2, .duplicateItem: 4, .overlongLine: 5])
  }

  @Test("A file that is not there or empty is an error that names it")
  func missing() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: StorageError.notFound(what: "file \(folder.path("x"))")) {
      _ = try await CatalogFile.read(folder.path("x"), quarantine: Samples.quarantine())
    }
    try folder.write([], to: "empty")
    await #expect(throws: IntakeError.emptyFile(path: folder.path("empty"))) {
      _ = try await CatalogFile.read(folder.path("empty"), quarantine: Samples.quarantine())
    }
  }
}
