public import Features

/// Reads moments and dates in the forms that people and programs commonly write; refuses what can be read in two ways.
///
/// | form | example |
/// |---|---|
/// | RFC 3339, ISO 8601 extended and basic, SQL | `2024-05-01T12:00:00.5+02:00`, `20240501T100000Z`, `2024-05-01 12:00:00+02` |
/// | ISO 8601 week and ordinal dates | `2024-W18-3T12:00Z`, `2024-122T12:00Z` |
/// | RFC 2822 and HTTP, web servers' logs, ctime | `Wed, 01 May 2024 12:00:00 +0200`, `01/May/2024:12:00:00 +0200` |
/// | seconds, milliseconds, microseconds, nanoseconds since 1970 | `1714557600`, `1714557600000`, `1714557600.5` |
/// | numbers and separators | `2024/05/01 12:00 UTC`, `1.5.2024 12:00 Z` (day first), `05/31/2024 1:00 PM Z` |
///
/// Zones: `Z`, `UTC`, `GMT`, offsets, and the names of RFC 2822 (`EST` to `PDT`); any other name is refused, for `IST` is
/// three zones. Fractions beyond milliseconds are cut; a leap second is read as the second before it; 24:00 is the next day's
/// beginning.
///
/// A number is read the same whether it comes as a number or as a text. Its unit is told by its size: see ``EpochNumber``. One of
/// 8 or 14 digits is a date, or a date with a time, without separators; one of 4 digits is a year, where a release is meant.
/// Everything else that comes in as a moment or as a date is read here, whatever file, table or option it stands in.
public enum TimestampText {
  /// How many bytes a text may have.
  static let bytesMax = 64

  /// The moment of a text.
  ///
  /// - Parameters:
  ///   - text: The text; spaces at its ends do not count.
  ///   - zone: The zone of times that name none; nil to refuse them.
  public static func moment(_ text: some StringProtocol, zone: ZoneOffset? = nil) throws(TimestampError) -> Moment {
    guard text.utf8.count <= bytesMax else { throw .notUnderstood }
    if let number = WrittenNumber(text) { return try moment(number, zone: zone) }
    return try writtenMoment(text, zone: zone)
  }

  /// The moment of a number: so many seconds, milliseconds, microseconds or nanoseconds after 1970-01-01 UTC, whichever its size
  /// allows, or a date and a time of 14 digits.
  public static func moment(_ number: WrittenNumber, zone: ZoneOffset? = nil) throws(TimestampError) -> Moment {
    if let moment = EpochNumber.moment(number) { return moment }
    guard let digits = calendarDigits(of: number) else { throw .ambiguousNumber }
    return try writtenMoment(digits, zone: zone)
  }

  /// The date of a text, with or without a time of day, which does not count: dates of birth have none.
  public static func date(_ text: some StringProtocol) throws(TimestampError) -> CivilDate {
    guard text.utf8.count <= bytesMax else { throw .notUnderstood }
    var scanner = ByteScanner(text)
    guard scanner.partialDate() == nil else { throw .noDay }
    var written = try WrittenDate(&scanner)
    if try WrittenTime(after: &written, &scanner) != nil { _ = try ZoneOffset(&scanner) }
    guard scanner.isAtEnd || scanner.takeYear(into: &written) else { throw .notUnderstood }
    return try written.date()
  }

  /// When something was released, in seconds since 1970-01-01 UTC: a date, whose time of day does not count; a month or a year,
  /// which are their first day; or a number of any unit. In the years 1000 to 2099.
  public static func release(_ text: some StringProtocol) throws(TimestampError) -> Int64 {
    guard text.utf8.count <= bytesMax else { throw .notUnderstood }
    if let number = WrittenNumber(text) { return try release(number) }
    if let (year, month) = ByteScanner(text).partialDate() {
      return try release(on: CivilDate(year: year, month: month, day: 1))
    }
    return try release(on: try date(text))
  }

  /// The same of a number; one of 4 digits is a year.
  public static func release(_ number: WrittenNumber) throws(TimestampError) -> Int64 {
    if let milliseconds = EpochNumber.moment(number)?.milliseconds {
      return milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    }
    if let digits = calendarDigits(of: number) { return try release(on: try date(digits)) }
    guard let year: Int64 = number.whole(), (1000...9999).contains(year) else { throw .ambiguousNumber }
    return try release(on: CivilDate(year: year, month: 1, day: 1))
  }

  private static func release(on date: CivilDate?) throws(TimestampError) -> Int64 {
    guard let date else { throw .impossible }
    guard (1000..<2100).contains(date.year) else { throw .implausibleYear }
    return date.days * 86_400
  }

  /// The digits of a number that is a calendar's: no unit since 1970 has so many.
  private static func calendarDigits(of number: WrittenNumber) -> String? {
    guard let whole: Int64 = number.whole(),
      (10_000_000..<100_000_000).contains(whole) || (10_000_000_000_000..<100_000_000_000_000).contains(whole)
    else { return nil }
    return "\(whole)"
  }

  private static func writtenMoment(
    _ text: some StringProtocol, zone: ZoneOffset?
  ) throws(TimestampError) -> Moment {
    var scanner = ByteScanner(text)
    var written = try WrittenDate(&scanner)
    guard let time = try WrittenTime(after: &written, &scanner) else { throw .noTime }
    let named = try ZoneOffset(&scanner)
    guard scanner.isAtEnd || scanner.takeYear(into: &written) else { throw .notUnderstood }
    guard let zone = named ?? zone else { throw .noZone }
    let seconds = try written.date().days * 86_400 + time.seconds - Int64(zone.minutes) * 60
    return Moment(milliseconds: seconds * 1000 + time.milliseconds)
  }
}

extension ByteScanner {
  /// Takes the year that ctime's form has at its end.
  fileprivate mutating func takeYear(into written: inout WrittenDate) -> Bool {
    takeSpaces()
    guard written.isYearLast, digitCount == 4, rest.count == 4, let year = digits(4) else { return false }
    written.setYear(year)
    return true
  }

  /// The year, or the year and the month, that the text is and nothing else; nil for any other text.
  fileprivate func partialDate() -> (year: Int64, month: Int64)? {
    var ahead = self
    guard ahead.digitCount == 4, let year = ahead.digits(4) else { return nil }
    if ahead.isAtEnd { return (year, 1) }
    guard ahead.take("-") || ahead.take("/"), ahead.rest.count == 2, let month = ahead.digits(2) else { return nil }
    return (year, month)
  }
}
