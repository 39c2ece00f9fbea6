import Features

/// Numbers since 1970-01-01 UTC whose unit is told by their size.
enum EpochNumber {
  /// 1990-01-01 and 2100-01-01 in seconds. A thousand times the first is beyond the second, so that units never overlap.
  private static let secondsWithin: Range<Int64> = 631_152_000..<4_102_444_800

  /// The moment of a text of digits, perhaps with a fraction; nil for a text of any other form.
  static func moment(_ text: some StringProtocol) throws(TimestampError) -> Moment? {
    var scanner = ByteScanner(text)
    let count = scanner.digitCount
    // 8 and 14 digits are calendar dates: no epoch number of these years has so many.
    guard count > 0, count != 8, count != 14, scanner.byte(after: count) == 0 || scanner.byte(after: count) == 46 else {
      return nil
    }
    // A dot after one or two digits is a date's.
    guard count > 2 else { return nil }
    guard count <= 18 || count == 19 else { throw .ambiguousNumber }
    guard let whole = Int64(String(decoding: scanner.rest.prefix(count), as: UTF8.self)) else { throw .ambiguousNumber }
    _ = scanner.digits(min(count, 18))
    if count == 19 { _ = scanner.digits(1) }
    guard scanner.take(".") else { return try moment(whole: whole, fractionMilliseconds: 0) }
    guard scanner.digitCount > 0, scanner.digitCount == scanner.rest.count else { throw .notUnderstood }
    return try moment(whole: whole, fractionMilliseconds: WrittenTime.milliseconds(ofFraction: scanner.rest))
  }

  /// The moment of a whole number of whichever unit fits, and the thousandths behind it, which count for seconds only.
  static func moment(whole: Int64, fractionMilliseconds: Int64) throws(TimestampError) -> Moment {
    if secondsWithin.contains(whole) { return Moment(milliseconds: whole * 1000 + fractionMilliseconds) }
    for perMillisecond: Int64 in [1, 1000, 1_000_000] {
      let milliseconds = whole / perMillisecond
      if secondsWithin.contains(milliseconds / 1000) { return Moment(milliseconds: milliseconds) }
    }
    throw .ambiguousNumber
  }
}
