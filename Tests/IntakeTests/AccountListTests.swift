import Domain
import Masking
import Support
import Testing

@testable import Intake

@Suite("Lists of accounts")
struct AccountListTests {
  private func list(_ text: String) async throws -> [String] {
    let folder = try TemporaryFolder()
    return try await AccountList.read(try folder.write(text, to: "list.txt"))
  }

  @Test("A list's accounts are those that a table of the same cells names")
  func sameAsTables() async throws {
    let cells = ["anna ", "\"bert\"", " \u{A0}carl\t", "\"a,b\"", "\"say \"\"hi\"\"\"", "007", "\u{C5}sa"]
    let list = try await list(cells.joined(separator: "\r\n"))
    #expect(list == ["anna", "bert", "carl", "a,b", "say \"hi\"", "007", "\u{C5}sa"])
    let folder = try TemporaryFolder()
    let path = try folder.write("account,tier\r\n" + cells.map { "\($0),free\r\n" }.joined(), to: "a.csv")
    var reader = try await AccountReader(.csv(path: path), moment: Samples.received, quarantine: Samples.quarantine())
    var accounts: [String] = []
    while let events = try await reader.next() { accounts += events.compactMap(\.listener) }
    #expect(accounts == list)
  }

  @Test("Marks, blank lines, comments and repetitions do not count, and lines end as they may")
  func leftovers() async throws {
    let text = "\u{FEFF}anna\r# left, \"yesterday\r\n\n  \nbert\n\"#carl\"\r\n anna\ndora,,\n"
    #expect(try await list(text) == ["anna", "bert", "#carl", "dora"])
    for empty in ["", "\n\n", "# nobody\n"] { await #expect(throws: IntakeError.self) { try await list(empty) } }
  }

  @Test("A line that names nobody for sure refuses the list, by its number")
  func refused() async throws {
    for (text, line) in [("anna\nbert,free\n", 2), ("anna\n\n\"bert\ncarl\n", 3), ("a\"b\n", 1), ("a\u{0}b\n", 1)] {
      let error = await #expect(throws: IntakeError.self) { try await list(text) }
      guard case .badList(_, line, _) = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("An account typed as an argument is read as one of a list is")
  func arguments() {
    #expect(AccountList.unique([" anna", "\"bert\"", "anna ", " ", "\"\""]) == ["anna", "bert"])
    #expect(
      AccountText.read("\"\"\"a\"\"\"") == "\"a\"" && AccountText.read("a\"") == "a\"" && AccountText.read("\"") == "\""
    )
    let pseudonyms = Pseudonyms(key: .made())
    #expect(pseudonyms.pseudonym(ofAccount: " anna\u{200B}") == pseudonyms.pseudonym(ofAccount: "anna"))
    let spaced = Samples.draft("like") { $0.listener = " anna " }
    #expect((try? Samples.checker.check(spaced, received: Samples.received))?.listener == ListenerIdentifier("anna"))
    #expect(Samples.fault(of: Samples.draft("like") { $0.listener = "  " }) == Fault(.badListener, "listener"))
  }
}
