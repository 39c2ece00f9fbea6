import Features
import Testing

@testable import Masking

@Suite("Timestamps in text")
struct TimestampTextTests {
  /// 2024-05-01 12:00:00 UTC, a Wednesday.
  private static let noon: Int64 = 1_714_564_800_000

  @Test(
    "The common forms of one moment are all that moment",
    arguments: [
      "2024-05-01T12:00:00Z", "2024-05-01t12:00:00z", "2024-05-01T14:00:00+02:00", "2024-05-01T14:00:00+0200",
      "2024-05-01T14:00:00+02", "2024-05-01T07:30:00-04:30", "2024-05-01 12:00:00 UTC", "2024-05-01 12:00:00Z",
      "2024-05-01 12:00:00+00", "2024-05-01T12:00Z", "20240501T120000Z", "20240501T1200Z", "20240501T140000+0200",
      "2024-122T12:00:00Z", "2024-W18-3T12:00:00Z", "2024-05-01T14:00:00+02:00[Europe/Stockholm]",
      "Wed, 01 May 2024 12:00:00 GMT", "Wed, 1 May 2024 14:00:00 +0200", "1 May 2024 12:00:00 UT",
      "01 May 2024 08:00 EDT", "Wed, 01 May 2024 14:00:00 +0200 (CEST)", "Wednesday, 01-May-2024 12:00:00 GMT",
      "01/May/2024:14:00:00 +0200", "Wed May  1 12:00:00 UTC 2024", "May 1, 2024 12:00 UTC", "2024/05/01 12:00:00Z",
      "1.5.2024 12:00 Z", "5/5/2024 12:00 Z", "1714564800", "1714564800.0", "1714564800000", "1714564800000000",
      "1714564800000000000", "20240501120000Z", " 2024-05-01T12:00:00Z ", "2024-04-30T24:00:00-12:00",
      "05/01/2024 12:00:00 PM Z",
    ])
  func forms(text: String) throws {
    if text == "5/5/2024 12:00 Z" {
      #expect(try TimestampText.moment(text).milliseconds == Self.noon + 4 * 86_400_000)
    } else if text == "05/01/2024 12:00:00 PM Z" {
      #expect(throws: TimestampError.ambiguousOrder) { try TimestampText.moment(text) }
    } else {
      #expect(try TimestampText.moment(text).milliseconds == Self.noon)
    }
  }

  @Test("Fractions count to the millisecond and are cut beyond, a leap second is the second before it")
  func fractions() throws {
    #expect(try TimestampText.moment("2024-05-01T12:00:00.1239Z").milliseconds == Self.noon + 123)
    #expect(try TimestampText.moment("2024-05-01 12:00:00,5 Z").milliseconds == Self.noon + 500)
    #expect(try TimestampText.moment("1714564800.25").milliseconds == Self.noon + 250)
    let leap = try TimestampText.moment("2016-12-31T23:59:60Z")
    #expect(try leap == TimestampText.moment("2016-12-31T23:59:59Z"))
    #expect(try TimestampText.moment("31/12/2024 1:30 PM Z") == TimestampText.moment("12/31/2024 13:30 Z"))
    #expect(try TimestampText.moment("12/31/2024 12:15 am Z") == TimestampText.moment("2024-12-31T00:15Z"))
  }

  @Test(
    "What can be read in two ways, or in none, is refused and says why",
    arguments: [
      ("2024-05-01T12:00:00", .noZone), ("20240501120000", .noZone), ("Wed May  1 12:00:00 2024", .noZone),
      ("2024-05-01", .noTime), ("20240501", .noTime), ("01/02/2024 12:00 Z", .ambiguousOrder),
      ("01/02/24 12:00 Z", .ambiguousYear), ("Wednesday, 01-May-24 12:00:00 GMT", .ambiguousYear),
      ("2024-05-01 12:00 IST", .unknownZone), ("2024-05-01 12:00 CET", .unknownZone),
      ("Tue, 01 May 2024 12:00:00 GMT", .wrongWeekday), ("2024-02-30T12:00:00Z", .impossible),
      ("2023-366T12:00Z", .impossible), ("2024-W53-1T12:00Z", .impossible), ("2024-05-01T25:00:00Z", .impossible),
      ("2024-05-01T24:00:01Z", .impossible), ("2024-05-01T13:00 PM Z", .impossible), ("1714564", .ambiguousNumber),
      ("0", .ambiguousNumber), ("1981", .ambiguousNumber), ("1e9999", .ambiguousNumber),
      ("99999999999999999999", .ambiguousNumber), ("", .notUnderstood), ("soon", .notUnderstood),
      ("2024-05-01T12:00:00Zebra", .unknownZone), ("2024-05-01T12:00:00Z!", .notUnderstood),
      ("٢٠٢٤-05-01T12:00:00Z", .notUnderstood), ("2024-05-01T12:00:00+2", .notUnderstood),
      ("2024-05-01T12:00:00.Z", .notUnderstood), ("2024-05-01T12:00:00[Z", .notUnderstood),
    ] as [(String, TimestampError)])
  func refused(text: String, error: TimestampError) {
    #expect(throws: error) { try TimestampText.moment(text) }
    #expect(!"\(error)".isEmpty)
  }

  @Test("A time without a zone is taken where its zone was said")
  func assumedZone() throws {
    let zone = try #require(ZoneOffset("+02:00"))
    #expect(try TimestampText.moment("2024-05-01 14:00:00", zone: zone).milliseconds == Self.noon)
    #expect(try TimestampText.moment("Wed May  1 14:00:00 2024", zone: zone).milliseconds == Self.noon)
    #expect(try TimestampText.moment("2024-05-01T12:00:00Z", zone: zone).milliseconds == Self.noon)
    #expect(ZoneOffset("UTC") == .utc)
    #expect(ZoneOffset("CET") == nil)
  }

  @Test("Dates are read with or without a time of day")
  func dates() throws {
    let date = try #require(CivilDate(year: 1985, month: 3, day: 4))
    for text in [
      "1985-03-04", "19850304", "4 Mar 1985", "March 4, 1985", "4.3.1985", "1985/03/04", "1985-03-04T00:00:00Z",
      "1985-03-04 00:00:00", "Mon, 04 Mar 1985", "1985-063", "1985-W10-1",
    ] { #expect(try TimestampText.date(text) == date, "\(text)") }
    #expect(throws: TimestampError.ambiguousOrder) { try TimestampText.date("03/04/1985") }
    #expect(throws: TimestampError.impossible) { try TimestampText.date("1985-02-29") }
    for text in ["1985-03", "1985/03", "1985"] {
      #expect(throws: TimestampError.noDay, "\(text)") { try TimestampText.date(text) }
    }
  }

  @Test(
    "A number is one moment, as a number and as a text, in whichever unit",
    arguments: [
      ("1767225600", 1_767_225_600_000), ("1767225600.0", 1_767_225_600_000), ("1.7672256e9", 1_767_225_600_000),
      ("1767225600.5", 1_767_225_600_500), ("1767225600.123", 1_767_225_600_123),
      ("1767225600.1239", 1_767_225_600_123),
      ("1767225600123", 1_767_225_600_123), ("1767225600123456", 1_767_225_600_123),
      ("1767225600123456789", 1_767_225_600_123), ("1767225600123.9", 1_767_225_600_123),
      ("100000000", 100_000_000_000), ("4102444799", 4_102_444_799_000), ("-300000000", -300_000_000_000),
    ] as [(String, Int64)])
  func numbers(text: String, milliseconds: Int64) throws {
    let number = try #require(WrittenNumber(text))
    #expect(try TimestampText.moment(text).milliseconds == milliseconds)
    #expect(try TimestampText.moment(number).milliseconds == milliseconds)
    #expect(try TimestampText.moment(" \(text) ").milliseconds == milliseconds)
    if let double = number.double { #expect(try TimestampText.moment(.real(double)).milliseconds == milliseconds) }
  }

  @Test(
    "A number between two units is none of them",
    arguments: [
      "99999999", "4102444800", "99999999999", "4102444800000", "99999999999999", "5", "-5", "45000", "1e18.5",
    ])
  func betweenUnits(text: String) {
    #expect(throws: TimestampError.self) { try TimestampText.moment(text) }
    guard let number = WrittenNumber(text) else { return }
    #expect(throws: TimestampError.self) { try TimestampText.moment(number) }
  }

  @Test(
    "A release is a date, a month, a year or a moment, and no year is taken for seconds",
    arguments: [
      ("1981", 347_155_200), ("1981.0", 347_155_200), ("1981-12", 376_012_800), ("1981-12-15", 377_222_400),
      ("19811215", 377_222_400), ("1981-12-15T23:00:00-05:00", 377_222_400), ("347155200", 347_155_200),
      ("347155200000", 347_155_200), ("988675200.5", 988_675_200), ("2001-05-01", 988_675_200),
      ("-315619200", -315_619_200), ("1969", -31_536_000), ("1685", -8_993_635_200),
    ] as [(String, Int64)])
  func releases(text: String, seconds: Int64) throws {
    #expect(try TimestampText.release(text) == seconds)
    if let number = WrittenNumber(text) { #expect(try TimestampText.release(number) == seconds) }
    #expect(try TimestampText.release(ReleaseText.of(seconds)) == seconds)
  }

  @Test(
    "What could be another release is refused",
    arguments: [
      "0", "1", "81", "198", "19811", "198112", "1981121", "36526", "1981.5", "9999", "9999-12-31", "1981-13",
      "19811301", "99999999999", "01/02/1981", "1981-", "NaN", "x",
    ])
  func refusedReleases(text: String) {
    #expect(throws: TimestampError.self) { try TimestampText.release(text) }
    if let number = WrittenNumber(text) { #expect(throws: TimestampError.self) { try TimestampText.release(number) } }
  }

  @Test("No text makes the reader stop the program", arguments: 0..<4)
  func fuzz(round: Int) {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789-/.:TZW +May,[()]ed".unicodeScalars)
    for _ in 0..<5000 {
      let scalars = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
        alphabet.randomElement(using: &generator)
      }
      let text = String(String.UnicodeScalarView(scalars))
      _ = try? TimestampText.moment(text, zone: .utc)
      _ = try? TimestampText.date(text)
    }
  }
}
