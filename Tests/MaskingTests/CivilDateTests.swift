import Features
import Testing

@testable import Masking

@Suite("Days of the calendar")
struct CivilDateTests {
  @Test("Days become dates and dates days, over ten thousand years")
  func dates() {
    var previous = CivilDate(days: -800_000)
    for days in Int64(-799_999)...Int64(-790_000) {
      let date = CivilDate(days: days)
      #expect(date.days == days)
      #expect(date.day == previous.day + 1 || date.day == 1)
      #expect(date > previous)
      #expect(date.dayOfWeek == (previous.dayOfWeek + 1) % 7)
      previous = date
    }
    for days in stride(from: Int64(-800_000), through: 2_932_896, by: 97) {
      #expect(CivilDate(days: days).days == days)
    }
    #expect(CivilDate(days: 2_932_896).text == "9999-12-31")
    #expect(CivilDate(days: 0).dayOfWeek == 3)
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
  }

  @Test("Moments are read from the first day of the year 1 to the last of 9999")
  func range() throws {
    #expect(try TimestampText.moment("9999-12-31T23:59:59.999Z").milliseconds == 253_402_300_799_999)
    #expect(try TimestampText.moment("0001-01-01T00:00:00Z").milliseconds == -62_135_596_800_000)
  }
}
