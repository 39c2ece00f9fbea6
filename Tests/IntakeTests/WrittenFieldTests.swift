import Domain
import Features
import Intake
import Storage
import Support
import Testing

@Suite("Numbers and moments in JSON, CSV and PostgreSQL")
struct WrittenFieldTests {
  /// Values that are numbers of JSON too.
  private static let numbers = [
    "7", "7.0", "7e0", "70e-1", "0", "-0", "0.0", "-1", "1e3", "7.5", "65535", "65536", "9007199254740993",
    "18446744073709551616", "1e39", "1e400", "1981", "1981.0", "198112", "19811215", "1767225600", "1767225600.5",
    "1767225600500", "1767225600500000", "1767225600500000000", "-315619200", "36526", "0.1", "16777217",
  ]
  /// Values that are none.
  private static let others = [
    " 7 ", "+7", "07", "", " ", "x", "NaN", "Infinity", "1,000", "0x7", "1981-12", "1981-12-15", "2001-05-01",
    "2001-05-01T12:00:00Z", "2001-05-01 12:00:00+02", "01/02/1981", "9999-12-31", "tomorrow",
  ]
  private static let fields = ["genre", "released", "length", "editorial"]

  /// What an item came to, or why it was not taken.
  private enum Outcome: Hashable {
    case item(String)
    case refused(Set<QuarantineReason>)

    init(_ file: CatalogFile) {
      guard let item = file.items.first else {
        self = .refused(Set(file.quarantined.entries.keys))
        return
      }
      self = .item(
        "\(item.item.genre as Any) \(item.item.releasedSeconds as Any) \(item.item.lengthSeconds as Any) "
          + "\(item.editorialRank as Any)")
    }
  }

  @Test("A value gives the same in a number and a text of JSON and in a cell of CSV, whichever field it stands in")
  func files() async throws {
    let folder = try TemporaryFolder()
    for field in Self.fields {
      for value in Self.numbers + Self.others {
        let cell = try await csv(field, value, in: folder)
        #expect(try await json(field, "\"\(value)\"", in: folder) == cell, "\(field) \"\(value)\"")
        if Self.numbers.contains(value) {
          #expect(try await json(field, value, in: folder) == cell, "\(field) \(value)")
        }
      }
    }
  }

  @Test("A value gives the same in a cell of CSV and in PostgreSQL's columns, of text and of numbers")
  func server() async throws {
    let folder = try TemporaryFolder()
    try await PostgreSQLServer.with { server in
      let address = try await server.newDatabase()
      for field in Self.fields {
        for (index, value) in ["7", "7.0", "7e0", " 7 ", "1e3", "-1", "65536", "1981", "1767225600.5"].enumerated() {
          let cell = try await csv(field, value, in: folder)
          for type in ["text", "numeric"] {
            let table = "t_\(field)_\(index)_\(type)"
            try await server.query(
              "CREATE TABLE \(table) AS SELECT 'track:1' AS item, 'T' AS title, '\(value)'::\(type) AS \(field)",
              in: "test1")
            let read = try await CatalogFile.read(
              try TableSource(address, table: table), allowsEmpty: true, quarantine: Samples.quarantine())
            #expect(Outcome(read) == cell, "\(field) \(value) as \(type)")
          }
        }
      }
      try await server.query(
        "CREATE TABLE dates AS SELECT 'track:1' AS item, 'T' AS title, '2001-05-01'::date AS released", in: "test1")
      let read = try await CatalogFile.read(try TableSource(address, table: "dates"), quarantine: Samples.quarantine())
      #expect(read.items.first?.item.releasedSeconds == 988_675_200)
    }
  }

  @Test("A year is a year, a date in a text is a date, and what could be either is refused with its reason")
  func released() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      """
      {"item":"album:1","title":"A","released":1981}
      {"item":"album:2","title":"A","released":"1981-12"}
      {"item":"album:3","title":"A","released":"2001-05-01"}
      {"item":"album:4","title":"A","released":36526}
      {"item":"album:5","title":"A","released":347155200}
      """, to: "catalog.jsonl")
    let file = try await CatalogFile.read(path, quarantine: Samples.quarantine())
    #expect(file.items.map(\.item.releasedSeconds) == [347_155_200, 376_012_800, 988_675_200, 347_155_200])
    let refused = try #require(file.quarantined.entries[.badMoment])
    #expect(refused.line == 4 && refused.example.field == "released")
    #expect(refused.example.message.contains("write a date"))
  }

  private func csv(_ field: String, _ value: String, in folder: TemporaryFolder) async throws -> Outcome {
    let path = try folder.write("item,title,\(field)\ntrack:1,T,\"\(value)\"\n", to: "catalog.csv")
    return Outcome(try await CatalogFile.read(.csv(path: path), allowsEmpty: true, quarantine: Samples.quarantine()))
  }

  private func json(_ field: String, _ value: String, in folder: TemporaryFolder) async throws -> Outcome {
    let path = try folder.write(#"{"item":"track:1","title":"T","\#(field)":\#(value)}"#, to: "catalog.jsonl")
    return Outcome(try await CatalogFile.read(path, allowsEmpty: true, quarantine: Samples.quarantine()))
  }
}
