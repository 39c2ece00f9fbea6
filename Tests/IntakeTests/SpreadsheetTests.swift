import Domain
import Features
import Storage
import Support
import Testing

@testable import Intake

@Suite("Tables as spreadsheets and people leave them")
struct SpreadsheetTests {
  private func accounts(_ bytes: [UInt8], allowsEmpty: Bool = false, shareMax: Double = 0.01) async throws
    -> [EventDraft]
  {
    let folder = try TemporaryFolder()
    var reader = try await AccountReader(
      .csv(path: try folder.write(bytes, to: "accounts.csv")), moment: Samples.received, allowsEmpty: allowsEmpty,
      quarantine: Samples.quarantine(shareMax: shareMax))
    var events: [EventDraft] = []
    while let found = try await reader.next() { events += found }
    return events
  }

  private func accounts(_ text: String, allowsEmpty: Bool = false, shareMax: Double = 0.01) async throws -> [String] {
    try await accounts(Array(text.utf8), allowsEmpty: allowsEmpty, shareMax: shareMax).map {
      "\($0.listener ?? "") \($0.country ?? "") \($0.tier ?? "")"
    }
  }

  private func catalog(_ text: String, allowsEmpty: Bool = false, shareMax: Double = 1) async throws -> CatalogFile {
    let folder = try TemporaryFolder()
    return try await CatalogFile.read(
      try folder.write(text, to: "catalog"), allowsEmpty: allowsEmpty,
      quarantine: Samples.quarantine(shareMax: shareMax))
  }

  /// What an import says when it refuses a table.
  private func refusal(_ bytes: [UInt8]) async -> String {
    do {
      return "taken: \(try await accounts(bytes))"
    } catch {
      return "\(error)"
    }
  }

  @Test("Columns and rows without a name or a value, and columns that nobody reads, keep nobody out")
  func leftovers() async throws {
    #expect(try await accounts("account,country,,\nu1,SE,,\nu2,DE,,\n") == ["u1 SE ", "u2 DE "])
    let rows = (1...20).map { "b\($0),SE\n" }.joined()
    #expect(try await accounts("account,country\n\(rows),\n ,\n,,,\n").count == 20)
    #expect(try await accounts(",,\naccount,country,\nu1,SE,\n") == ["u1 SE "])
    #expect(try await accounts("account,country,note,note\nu3,SE,a,b\n") == ["u3 SE "])
    #expect(try await accounts("account,userId,user_id,country\nu4,x,y,SE\n") == ["u4 SE "])
    #expect(
      try await accounts("\u{FEFF}\"Account\",\"COUNTRY\"\r\"u5\",se\r\nu6,SE\nu7,SE") == [
        "u5 SE ", "u6 SE ", "u7 SE ",
      ])
    #expect(try await accounts("account,country\n 007 ,SE\n\" a,b \",SE\n") == ["007 SE ", "a,b SE "])
    #expect(await refusal(Array("account,tier,TIER\nx,free,free\n".utf8)).contains("has two columns \"TIER\""))
  }

  @Test("Bytes that are not UTF-8 matter where they are read, and nowhere else")
  func encodings() async throws {
    let unread = Array("account,name,tier\nu1,Jos".utf8) + [0xE9] + Array(",free\n".utf8)
    #expect(try await accounts(unread).count == 1)
    let read = Array("account,name,tier\nJos".utf8) + [0xE9] + Array(",x,free\n".utf8)
    #expect(await refusal(read).contains("(account) not UTF-8: save the file in that encoding"))
    #expect(await refusal(Array("account,tier\nu\u{0}1,free\n".utf8)).contains("(account) a NUL byte"))
  }

  @Test("A table of another form is refused by what it is, with what was found in it")
  func forms() async throws {
    let semicolons = await refusal(Array("account;country\nu1;SE\n".utf8))
    #expect(semicolons.contains("\"account;country\"") && semicolons.contains("separated by \";\""))
    #expect(await refusal(Array("account\tcountry\nu1\tSE\n".utf8)).contains("separated by tabs"))
    #expect(
      await refusal(Array("name,tier\nx,free\n".utf8)).contains("no column \"account\"; it has \"name\", \"tier\""))
    let wide = "account,country\nu1,SE\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    for bytes in [[0xFF, 0xFE] + wide, wide] { #expect(await refusal(bytes).contains("is UTF-16: save it as UTF-8")) }
    #expect(await refusal([0xFE, 0xFF] + wide.reversed()).contains("is UTF-16"))
    #expect(await refusal(Array("PK\u{3}\u{4}".utf8) + wide).contains("ZIP archive, as .xlsx"))
    #expect(await refusal([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]).contains("compressed by xz"))
    #expect(await refusal([]).contains("is empty"))
    #expect(await refusal(Array("a\"b,c\n".utf8)).contains("does not begin with a line that names its columns"))
  }

  @Test("A table without a row that can be used is refused unless it is asked for")
  func nothing() async throws {
    for text in ["account,country\n", "account,country\r", "account,country\n,\n"] {
      await #expect(throws: IntakeError.self) { try await accounts(text) as [String] }
      #expect(try await accounts(text, allowsEmpty: true) as [String] == [])
    }
    let unusable = "account,country\na,ZZ\nb,Sweden\n"
    let error = await #expect(throws: IntakeError.self) { try await accounts(unusable, shareMax: 1) as [String] }
    #expect("\(error.map { "\($0)" } ?? "")".contains("not one of the 2 lines of"))
    #expect(try await accounts(unusable, allowsEmpty: true, shareMax: 1) as [String] == [])
    for text in ["item,title,country\n", "item,title\nsong:1,A\n", "{\"item\":\"song:1\",\"title\":\"A\"}\n"] {
      await #expect(throws: IntakeError.self) { try await catalog(text) }
      #expect(try await catalog(text, allowsEmpty: true).items.isEmpty)
    }
  }

  @Test("A catalog is read as CSV or JSON lines by what it begins with, and by lines that end in any way")
  func catalogs() async throws {
    #expect(
      try await catalog("item,title,country\rartist:1,A,SE\rartist:2,B,UK\r").items.map(\.country) == ["SE", "GB"])
    #expect(try await catalog("\u{FEFF} {\"item\":\"artist:1\",\"title\":\"A\"}\r\n").items.count == 1)
    let found = try await catalog("item,title,mood,\nartist:1,A,sad,\n")
    #expect(found.unreadColumns == ["mood"] && found.items.count == 1)
    for (text, said) in [
      ("[{\"item\":\"artist:1\",\"title\":\"A\"}]", "one array of JSON"), ("[\n  {\n", "one array of JSON"),
      ("{\n  \"item\": \"artist:1\"\n}\n", "JSON over several lines"),
      ("{\"item\":\"artist:1\",\"title\":\"A\"}\r{\"item\":\"artist:2\",\"title\":\"A\"}\r", "carriage returns alone"),
    ] {
      let error = await #expect(throws: IntakeError.self) { try await catalog(text) }
      #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(text)")
    }
  }

  @Test("Countries are those of ISO 3166, and two that people write otherwise, in accounts, catalogs and events alike")
  func countries() async throws {
    #expect(
      try await accounts("account,country,city\nu1,UK,London\nu2,gb,\nu3,EL,\nu4,xk,\n", shareMax: 0).map {
        $0.suffix(3)
      } == [
        "GB ", "GB ", "GR ", "XK ",
      ])
    let london = try await accounts(Array("account,country,city\nu1,UK,London\n".utf8))
    #expect(london.first?.city == "London, England")
    for wrong in ["zz", "EU", "AN", "SU", "SWE", "Sweden", "\u{DF}", "S", "1A"] {
      #expect(
        Samples.fault(of: Samples.draft("account") { $0.country = wrong }) == Fault(.badAttribute, "country"),
        "\(wrong)")
      #expect(await refusal(Array("account,country\nu,\(wrong)\n".utf8)).contains("ISO 3166-1"), "\(wrong)")
      await #expect(throws: IntakeError.self, "\(wrong)") {
        try await catalog("item,title,country\nartist:1,A,\(wrong)\n")
      }
    }
    let event = try Samples.checker.check(Samples.draft("account") { $0.country = "uk" }, received: Samples.received)
    #expect(event.event.action == .account(ListenerAttributes(ageBand: .from18to24, country: Country("GB"))))
  }

  @Test("An account of the log keeps the country that it had, whichever was taken when it came in")
  func loggedCountry() throws {
    let line = #"{"event":"e","listener":"p","moment":1700000000000,"kind":"account","country":"UK"}"#
    #expect(
      try EventLogLine.decode(Array(line.utf8)).event.action == .account(ListenerAttributes(country: Country("UK"))))
  }
}
