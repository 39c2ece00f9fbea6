import Features

/// Numbers since 1970-01-01 UTC whose unit is told by their size.
///
/// | digits | unit | from | before |
/// |---|---|---|---|
/// | 9 or 10 | seconds | 1973-03-03 | 2100 |
/// | 12 or 13 | milliseconds | 1973-03-03 | 2100 |
/// | 15 or 16 | microseconds | 1973-03-03 | 2100 |
/// | 18 or 19 | nanoseconds | 1973-03-03 | 2100 |
///
/// Below 0 the same, back to 1840. What lies between is refused: no two units overlap, and none has as few digits as a year, a
/// spreadsheet's count of days, or a date such as `20240501`, nor as many as `20240501120000`.
enum EpochNumber {
  /// 1973-03-03 and 2100-01-01 in seconds.
  static let secondsWithin: Range<UInt64> = 100_000_000..<4_102_444_800

  /// The moment of a number of whichever unit fits; nil when none does. Fractions of seconds count to the millisecond, and are
  /// cut beyond.
  static func moment(_ number: WrittenNumber) -> Moment? {
    // Events come in milliseconds, nearly all.
    if case .integer(let whole) = number, secondsWithin.contains(UInt64(bitPattern: whole) / 1000) {
      return Moment(milliseconds: whole)
    }
    return otherMoment(number)
  }

  private static func otherMoment(_ number: WrittenNumber) -> Moment? {
    guard let double = number.double, let whole = number.whole() ?? Int64(exactly: double.rounded(.towardZero)) else {
      return nil
    }
    let sign: Int64 = whole < 0 ? -1 : 1
    if secondsWithin.contains(whole.magnitude) {
      return Moment(milliseconds: whole * 1000 + sign * thousandths(of: double))
    }
    for perMillisecond: UInt64 in [1, 1000, 1_000_000] {
      let milliseconds = whole.magnitude / perMillisecond
      if secondsWithin.contains(milliseconds / 1000) { return Moment(milliseconds: sign * Int64(milliseconds)) }
    }
    return nil
  }

  /// The thousandths of a number's shortest text, which is the one that was written: 1767225600.123 is no double.
  private static func thousandths(of seconds: Double) -> Int64 {
    let text = "\(seconds)".utf8
    guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
    return WrittenTime.milliseconds(ofFraction: text[text.index(after: point)...])
  }
}
