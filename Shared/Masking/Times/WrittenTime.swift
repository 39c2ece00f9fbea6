/// A time of day as it was written.
struct WrittenTime {
  /// Whole seconds since the day's beginning, up to 86,400.
  let seconds: Int64
  /// The fraction of a second, in milliseconds, cut.
  let milliseconds: Int64

  /// Takes the time that comes after a date, with what stands between the two; nil when none does.
  init?(after date: inout WrittenDate, _ scanner: inout ByteScanner) throws(TimestampError) {
    if date.isAtTime {
      date.isAtTime = false
    } else if scanner.isAtEnd {
      return nil
    } else {
      _ = scanner.take(",")
      guard scanner.takeSpaces() || scanner.take("T") || scanner.take("t") || scanner.take(":") else {
        throw .notUnderstood
      }
      if scanner.isAtEnd { return nil }
    }
    try self.init(&scanner)
  }

  /// Takes "HH:MM", "HH:MM:SS", "HHMM" or "HHMMSS", perhaps with a fraction, and AM or PM.
  private init(_ scanner: inout ByteScanner) throws(TimestampError) {
    let isBasic = scanner.digitCount >= 4
    guard let writtenHour = scanner.digits(scanner.digitCount == 1 ? 1 : 2) else { throw .notUnderstood }
    guard isBasic || scanner.take(":"), let minute = scanner.digits(2) else { throw .notUnderstood }
    var second: Int64 = 0
    if isBasic ? scanner.digitCount >= 2 : scanner.take(":") {
      guard let written = scanner.digits(2) else { throw .notUnderstood }
      second = written
    }
    var fraction: Int64 = 0
    if scanner.take(".") || scanner.take(",") {
      guard scanner.digitCount > 0 else { throw .notUnderstood }
      let digits = scanner.rest.prefix(scanner.digitCount)
      fraction = Self.milliseconds(ofFraction: digits)
      for _ in digits { _ = scanner.digits(1) }
    }
    let hour = try Self.hour(writtenHour, &scanner)
    let isDaysEnd = hour == 24 && minute == 0 && second == 0 && fraction == 0
    guard hour < 24 || isDaysEnd, minute < 60, second <= 60 else { throw .impossible }
    seconds = (hour * 60 + minute) * 60 + min(second, 59)
    milliseconds = fraction
  }

  /// The hour of 24, if AM or PM follows.
  private static func hour(_ hour: Int64, _ scanner: inout ByteScanner) throws(TimestampError) -> Int64 {
    var ahead = scanner
    ahead.takeSpaces()
    let word = ahead.word()
    guard word == "am" || word == "pm" else { return hour }
    guard (1...12).contains(hour) else { throw .impossible }
    scanner = ahead
    return hour % 12 + (word == "pm" ? 12 : 0)
  }

  /// The thousandths of a fraction's digits, cut.
  static func milliseconds(ofFraction digits: some Sequence<UInt8>) -> Int64 {
    var (value, weight): (Int64, Int64) = (0, 100)
    for digit in digits {
      value += Int64(digit - UInt8(ascii: "0")) * weight
      weight /= 10
    }
    return value
  }
}
