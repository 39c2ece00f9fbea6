/// A date as it was written, in any of the forms of ``TimestampText``.
struct WrittenDate {
  private enum Parts {
    case calendar(year: Int64, month: Int64, day: Int64)
    case ordinal(year: Int64, day: Int64)
    case week(year: Int64, week: Int64, day: Int64)
  }

  private var parts: Parts
  private var weekday: Int64?
  /// Whether a time of day comes at once, without anything between.
  var isAtTime = false
  /// Whether the year is yet to come, behind the time, as in ctime's form.
  private(set) var isYearLast = false

  /// Takes a date.
  init(_ scanner: inout ByteScanner) throws(TimestampError) {
    parts = .ordinal(year: 0, day: 0)
    if ByteScanner.isLetter(scanner.byte(after: 0)) {
      try takeWeekday(&scanner)
    }
    switch scanner.digitCount {
    case 0: try takeMonthFirst(&scanner)
    case 8, 14: try takeCompact(&scanner)
    case 4: try takeYearFirst(&scanner)
    case 1, 2: try takeDayFirst(&scanner)
    default: throw .notUnderstood
    }
  }

  /// Sets the year that stood last.
  mutating func setYear(_ year: Int64) {
    guard case .calendar(_, let month, let day) = parts else { return }
    parts = .calendar(year: year, month: month, day: day)
    isYearLast = false
  }

  /// The day that is meant.
  func date() throws(TimestampError) -> CivilDate {
    guard !isYearLast else { throw .notUnderstood }
    guard let date = day else { throw .impossible }
    if let weekday, date.dayOfWeek != weekday { throw .wrongWeekday }
    return date
  }

  private var day: CivilDate? {
    switch parts {
    case .calendar(let year, let month, let day): return CivilDate(year: year, month: month, day: day)
    case .ordinal(let year, let day):
      guard let first = CivilDate(year: year, month: 1, day: 1), (1...366).contains(day) else { return nil }
      let date = CivilDate(days: first.days + day - 1)
      return date.year == year ? date : nil
    case .week(let year, let week, let day):
      // Week 1 is the one with January 4th.
      guard let fourth = CivilDate(year: year, month: 1, day: 4), (1...53).contains(week), (1...7).contains(day) else {
        return nil
      }
      let monday = fourth.days - fourth.dayOfWeek + (week - 1) * 7
      // The week is of the year that its Thursday is in.
      return CivilDate(days: monday + 3).year == year ? CivilDate(days: monday + day - 1) : nil
    }
  }
}

extension WrittenDate {
  /// "Wed, " or "Wednesday "; nothing when a month comes.
  private mutating func takeWeekday(_ scanner: inout ByteScanner) throws(TimestampError) {
    var ahead = scanner
    let word = ahead.word()
    guard let index = Self.weekdays.firstIndex(where: { word == $0 || word == $0.prefix(3) }) else { return }
    weekday = Int64(index)
    _ = ahead.take(",")
    guard ahead.takeSpaces() else { throw .notUnderstood }
    scanner = ahead
  }

  /// "May  1 12:00:00 2024" or "May 1, 2024".
  private mutating func takeMonthFirst(_ scanner: inout ByteScanner) throws(TimestampError) {
    let month = try Self.month(&scanner)
    guard scanner.takeSpaces(), (1...2).contains(scanner.digitCount), let day = scanner.digits(scanner.digitCount)
    else {
      throw .notUnderstood
    }
    parts = .calendar(year: 0, month: month, day: day)
    if scanner.take(",") {
      scanner.takeSpaces()
      parts = .calendar(year: try Self.year(&scanner), month: month, day: day)
    } else {
      isYearLast = true
    }
  }

  /// "20240501", and "20240501120000".
  private mutating func takeCompact(_ scanner: inout ByteScanner) throws(TimestampError) {
    isAtTime = scanner.digitCount == 14
    guard let year = scanner.digits(4), let month = scanner.digits(2), let day = scanner.digits(2) else {
      throw .notUnderstood
    }
    parts = .calendar(year: year, month: month, day: day)
  }

  /// "2024-05-01", "2024/05/01", "2024-W18-3" and "2024-122".
  private mutating func takeYearFirst(_ scanner: inout ByteScanner) throws(TimestampError) {
    guard let year = scanner.digits(4) else { throw .notUnderstood }
    let separator: Unicode.Scalar = scanner.byte(after: 0) == UInt8(ascii: "/") ? "/" : "-"
    guard scanner.take(separator) else { throw .notUnderstood }
    if scanner.take("W") {
      guard let week = scanner.digits(2), scanner.take("-"), let day = scanner.digits(1) else { throw .notUnderstood }
      parts = .week(year: year, week: week, day: day)
    } else if scanner.digitCount == 3 {
      guard let day = scanner.digits(3) else { throw .notUnderstood }
      parts = .ordinal(year: year, day: day)
    } else {
      guard let month = scanner.digits(2), scanner.take(separator), let day = scanner.digits(2) else {
        throw .notUnderstood
      }
      parts = .calendar(year: year, month: month, day: day)
    }
  }

  /// "1 May 2024", "01-May-2024", "01/May/2024", "1.5.2024", and "31/05/2024" either way round if only one is possible.
  private mutating func takeDayFirst(_ scanner: inout ByteScanner) throws(TimestampError) {
    guard let first = scanner.digits(scanner.digitCount) else { throw .notUnderstood }
    guard let separator = ([" ", "-", "/", "."] as [Unicode.Scalar]).first(where: { scanner.take($0) }) else {
      throw .notUnderstood
    }
    if separator != ".", ByteScanner.isLetter(scanner.byte(after: 0)) {
      let month = try Self.month(&scanner)
      guard scanner.take(separator) else { throw .notUnderstood }
      parts = .calendar(year: try Self.year(&scanner), month: month, day: first)
      return
    }
    guard separator != " ", (1...2).contains(scanner.digitCount), let second = scanner.digits(scanner.digitCount),
      scanner.take(separator)
    else { throw .notUnderstood }
    let year = try Self.year(&scanner)
    if separator == "." || first == second {
      parts = .calendar(year: year, month: second, day: first)
    } else if first <= 12, second <= 12 {
      throw .ambiguousOrder
    } else {
      parts = .calendar(year: year, month: min(first, second), day: max(first, second))
    }
  }

  private static func month(_ scanner: inout ByteScanner) throws(TimestampError) -> Int64 {
    let word = scanner.word()
    guard let index = months.firstIndex(where: { word == $0 || word == $0.prefix(3) }) else { throw .notUnderstood }
    return Int64(index + 1)
  }

  private static func year(_ scanner: inout ByteScanner) throws(TimestampError) -> Int64 {
    if scanner.digitCount == 2 { throw .ambiguousYear }
    guard scanner.digitCount == 4, let year = scanner.digits(4) else { throw .notUnderstood }
    return year
  }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}
