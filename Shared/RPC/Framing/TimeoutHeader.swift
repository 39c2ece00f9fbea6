/// The value of `grpc-timeout`: at most eight digits and a unit.
enum TimeoutHeader {
  private static let units: [(letter: UInt8, nanoseconds: Int128)] = [
    (UInt8(ascii: "n"), 1),
    (UInt8(ascii: "u"), 1_000),
    (UInt8(ascii: "m"), 1_000_000),
    (UInt8(ascii: "S"), 1_000_000_000),
    (UInt8(ascii: "M"), 60_000_000_000),
    (UInt8(ascii: "H"), 3_600_000_000_000),
  ]

  /// The duration a header states; nil when it is not of the protocol's form.
  static func parse(_ text: ArraySlice<UInt8>) -> Duration? {
    guard let letter = text.last, let unit = units.first(where: { $0.letter == letter }) else { return nil }
    let digits = text.dropLast()
    guard (1...8).contains(digits.count) else { return nil }
    var value: Int128 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int128(digit - UInt8(ascii: "0"))
    }
    let nanoseconds = value * unit.nanoseconds
    return Duration(
      secondsComponent: Int64(nanoseconds / 1_000_000_000),
      attosecondsComponent: Int64(nanoseconds % 1_000_000_000) * 1_000_000_000)
  }

  /// The header of a duration in the finest unit of which eight digits suffice, rounded up; one nanosecond for none.
  static func format(_ timeout: Duration) -> String {
    let (seconds, attoseconds) = timeout.components
    let nanoseconds = max(1, Int128(seconds) * 1_000_000_000 + (Int128(attoseconds) + 999_999_999) / 1_000_000_000)
    for unit in units {
      let value = (nanoseconds + unit.nanoseconds - 1) / unit.nanoseconds
      if value <= 99_999_999 { return "\(value)\(Character(Unicode.Scalar(unit.letter)))" }
    }
    return "99999999H"
  }
}
