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
/// three zones. A number's unit is told by the years 1990 to 2099, in which no two units overlap. Fractions beyond
/// milliseconds are cut; a leap second is read as the second before it; 24:00 is the next day's beginning.
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
    if let moment = try EpochNumber.moment(text) { return moment }
    var scanner = ByteScanner(text)
    var written = try WrittenDate(&scanner)
    guard let time = try WrittenTime(after: &written, &scanner) else { throw .noTime }
    let named = try ZoneOffset(&scanner)
    guard scanner.isAtEnd || scanner.takeYear(into: &written) else { throw .notUnderstood }
    guard let zone = named ?? zone else { throw .noZone }
    let seconds = try written.date().days * 86_400 + time.seconds - Int64(zone.minutes) * 60
    return Moment(milliseconds: seconds * 1000 + time.milliseconds)
  }

  /// The moment that is so many seconds, milliseconds, microseconds or nanoseconds after 1970-01-01 UTC: whichever makes it
  /// one of the years 1990 to 2099.
  public static func moment(number: Int64) throws(TimestampError) -> Moment {
    try EpochNumber.moment(whole: number, fractionMilliseconds: 0)
  }

  /// The date of a text, with or without a time of day, which does not count: dates of birth and of release have none.
  public static func date(_ text: some StringProtocol) throws(TimestampError) -> CivilDate {
    guard text.utf8.count <= bytesMax else { throw .notUnderstood }
    var scanner = ByteScanner(text)
    var written = try WrittenDate(&scanner)
    if try WrittenTime(after: &written, &scanner) != nil { _ = try ZoneOffset(&scanner) }
    guard scanner.isAtEnd || scanner.takeYear(into: &written) else { throw .notUnderstood }
    return try written.date()
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
}
