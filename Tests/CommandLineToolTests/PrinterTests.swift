import Features
import Hosting
import Intake
import Messages
import Testing

@testable import CommandLineTool

@Suite("Printers")
struct PrinterTests {
  @Test("A page shows each shelf's order, each card's reason and chance, and what was missed") func page() {
    let text = PagePrinter(page: Self.page).text
    let lines = text.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
    #expect(lines[0].hasPrefix("Artists for you") && lines[0].hasSuffix("ranking.artists@3, epsilonGreedy(0.1)"))
    #expect(lines[1].hasPrefix("1") && lines[1].contains("Bo · of Umeå") && lines[1].contains("artist"))
    #expect(lines[1].contains("12.5 %") && lines[1].contains("p 0.905") && lines[1].hasSuffix("Close to you"))
    #expect(lines[2].hasSuffix("fixed") && !lines[3].contains("%"))
    #expect(lines[4] == "! without ranking on artists: it is down" && lines[5] == "shown instead: another order")
    #expect(lines[6] == "! without home: no profile")
  }

  @Test("An empty page is an empty text") func emptyPage() {
    #expect(PagePrinter(page: Wire.GetHomeResponse()).text.isEmpty)
  }

  @Test("Drift is shown with both distributions beside each other") func violation() {
    func distribution(_ shares: [Double]) -> Wire.Distribution {
      Wire.Distribution(bins: shares.enumerated().map { Wire.Bin(label: "bin \($0)", share: $1) })
    }
    let violation = Wire.Violation(
      rule: "drift", feature: "item.age", message: "moved", measured: 0.4, limit: 0.25,
      before: distribution([0.5, 0.5]), now: distribution([0.1, 0.9]))
    let text = ViolationPrinter(violation: violation).text
    #expect(text.contains("drift: item.age  moved") && text.contains("measured 0.4000, limit 0.2500"))
    #expect(text.contains("bin 1  0.5000  0.9000") && text.contains(String(repeating: "█", count: 27)))
  }

  @Test(
    "Shares that are none, from another build's message, are printed without a bar",
    arguments: [
      Double.nan, -1, 2, .infinity,
    ])
  func hostileShares(_ share: Double) {
    let bins = Wire.Distribution(bins: [Wire.Bin(label: "all", share: share)])
    let text = ViolationPrinter(violation: Wire.Violation(before: bins, now: bins)).text
    #expect(text.contains("all") && text.contains("│") && !text.contains("█"))
  }

  @Test("The report of an upload names what was taken, what was not, and why") func summary() {
    var report = Wire.RecordEventsResponse(accepted: 12_000, duplicates: 3, quarantined: 1)
    report.reasons = [Wire.QuarantineCount(reason: "unknownKind", count: 1, example: "unknownKind (kind): \"dance\"")]
    #expect(
      report.summary == "12,000 taken, 3 taken before, 1 kept aside (1 unknownKind (kind): \"dance\")")
    #expect(Wire.RecordEventsResponse().summary == "0 taken")
  }

  @Test("Reports add up, and of each reason the first example stays") func adding() {
    var total = Wire.RecordEventsResponse(accepted: 1)
    let first = Wire.QuarantineCount(reason: "badItem", count: 1, example: "first")
    let second = Wire.QuarantineCount(reason: "badItem", count: 2, example: "second")
    total.add(Wire.RecordEventsResponse(accepted: 2, duplicates: 3, quarantined: 1, reasons: [first]))
    total.add(Wire.RecordEventsResponse(accepted: 4, duplicates: 5, quarantined: 2, reasons: [second]))
    let expected = Wire.QuarantineCount(reason: "badItem", count: 3, example: "first")
    #expect(total == Wire.RecordEventsResponse(accepted: 7, duplicates: 8, quarantined: 3, reasons: [expected]))
  }

  @Test("The report of an import names what was not taken or not read, and stays silent of what there was not")
  func importReport() {
    var report = ImportReport()
    (report.lines, report.accepted, report.files) = (2, 1, 1)
    let plain = ImportSummary(report: report, elapsed: .seconds(1)).text
    #expect(!plain.contains("forgotten") && !plain.contains("not read") && !plain.contains("pipes"))
    (report.forgotten, report.streams) = (1, 1)
    let unread = [("a/.DS_Store", true), ("b.txt", false)].map {
      ImportListing.UnreadFile(name: $0.0, reason: "its name is not that of JSON lines", isExpected: $0.1)
    }
    let text = ImportSummary(report: report, elapsed: .seconds(1), unread: unread).text
    #expect(text.contains(/forgotten +1, of listeners who were forgotten/))
    #expect(text.contains(/not read +2 of what the source has:\n +b\.txt: its name .+\n +a\/\.DS_Store: its name/))
    #expect(text.contains("cannot be resumed"))
  }

  @Test("Accounts of whom nothing was known are named, without control characters") func unknownAccounts() {
    var outcome = ForgetAll.Outcome()
    outcome.add(.success(Wire.ForgetListenerResponse(found: true)), of: "anna")
    #expect(!outcome.text.contains("anna") && outcome.unknown.isEmpty)
    outcome.add(.success(Wire.ForgetListenerResponse(found: false)), of: "be\u{1B}rt")
    #expect(outcome.unknown == ["be\u{1B}rt"] && outcome.text.hasSuffix("\n  be?rt"))
    #expect(outcome.text.contains("2 listeners forgotten, 1 of whom there was nothing to remove."))
  }

  @Test("The hint for Python calls the address and the page that were printed") func hint() {
    let hint = ClientHint(
      home: PeerAddress(host: "127.0.0.1", port: 4321), listener: "listener-7", moment: Moment(milliseconds: 99))
    #expect(hint.text.contains("127.0.0.1:4321"))
    #expect(hint.text.contains("GetHomeRequest(listener=\"listener-7\", moment_milliseconds=99)"))
    #expect(ClientHint(home: nil, listener: "l", moment: nil).text.contains("GetHomeRequest(listener=\"l\")"))
  }

  private static let page = Wire.GetHomeResponse(
    shelves: [
      Wire.Shelf(
        shelf: "artists", title: "Artists for you",
        cards: [
          Wire.Card(
            item: "artist:2", title: "Bo", subtitle: "of Umeå", reason: "Close to you", score: 0.125, propensity: 0.905)
        ],
        model: Wire.ModelVersion(model: "ranking.artists", version: 3), policy: "epsilonGreedy(0.1)"),
      Wire.Shelf(
        shelf: "editors", title: "Editors' picks",
        cards: [Wire.Card(item: "album:1", title: "One", reason: "Chosen", propensity: 1)], policy: "fixed"),
    ],
    degradations: [
      Wire.Degradation(service: "ranking", shelf: "artists", reason: "it is down", fallback: "another order"),
      Wire.Degradation(service: "home", reason: "no profile", fallback: "a new listener's page"),
    ])
}
