import Features
import Testing

@testable import Masking

@Suite("Age bands")
struct AgeBandTests {
  @Test(
    "The band changes on the birthday",
    arguments: [
      ("2006-05-02", AgeBand.under18), ("2006-05-01", .from18to24), ("1999-05-02", .from18to24),
      ("1999-05-01", .from25to34), ("1989-05-01", .from35to44), ("1979-05-01", .from45to54),
      ("1969-05-02", .from45to54),
      ("1969-05-01", .from55), ("1904-05-01", .from55), ("2024-05-01", .under18), ("1903-04-30", nil),
      ("2024-05-02", nil),
    ] as [(String, AgeBand?)])
  func bands(birth: String, band: AgeBand?) throws {
    let moment = try TimestampText.moment("2024-05-01T00:00:00Z")
    #expect(AgeBand(born: try TimestampText.date(birth), asOf: moment) == band)
  }

  @Test("Who was born on February 29 grows older on March 1 in other years")
  func leapDay() throws {
    let birth = try TimestampText.date("2008-02-29")
    #expect(AgeBand(born: birth, asOf: try TimestampText.moment("2026-02-28T23:59:59Z")) == .under18)
    #expect(AgeBand(born: birth, asOf: try TimestampText.moment("2026-03-01T00:00:00Z")) == .from18to24)
  }
}
