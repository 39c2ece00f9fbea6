import Features
import Testing

@testable import Intake

@Suite("Moments in text")
struct MomentTextTests {
  @Test(
    "ISO 8601 with a zone is understood",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2023-11-14T22:13:20Z", 1_700_000_000_000),
      ("2023-11-14t22:13:20.1234567z", 1_700_000_000_123), ("2023-11-14 22:13:20,5Z", 1_700_000_000_500),
      ("2023-11-15T00:13:20+02:00", 1_700_000_000_000), ("2023-11-14T17:13:20-0500", 1_700_000_000_000),
      ("2016-12-31T23:59:60Z", 1_483_228_799_000), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
      ("9999-12-31T23:59:59.999Z", IntakeLimits.momentMillisecondsMax), ("0001-01-01T00:00:00Z", -62_135_596_800_000),
    ] as [(String, Int64)])
  func understood(_ text: String, _ milliseconds: Int64) {
    #expect(MomentText.moment(text)?.milliseconds == milliseconds)
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", "2023-11-14", "2023-11-14T22:13:20", "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z", "2023-00-01T00:00:00Z",
      "2023-01-00T00:00:00Z", "2023-01-01T24:00:00Z", "2023-01-01T00:60:00Z", "2023-01-01T00:00:61Z",
      "2023-01-01T00:00:00.Z", "2023-01-01T00:00:00+24:00", "2023-01-01T00:00:00Zx", "1700000000000",
      "2023-01-01T00:00:00.0000000000000000000000000000000Z", "+2023-01-01T00:00:00Z", "２023-01-01T00:00:00Z",
    ])
  func refused(_ text: String) {
    #expect(MomentText.moment(text) == nil)
  }

  @Test("Days become dates and dates days, over ten thousand years")
  func dates() {
    var previous = CivilDate(days: -800_000)
    for days in Int64(-799_999)...Int64(-790_000) {
      let date = CivilDate(days: days)
      #expect(date.days == days)
      #expect(date.day == previous.day + 1 || date.day == 1)
      previous = date
    }
    for days in stride(from: Int64(-800_000), through: 2_932_896, by: 97) {
      #expect(CivilDate(days: days).days == days)
    }
    #expect(CivilDate(days: 2_932_896).text == "9999-12-31")
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
  }
}
