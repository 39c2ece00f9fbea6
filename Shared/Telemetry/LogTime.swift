import Glibc

/// A moment of the wall clock, to the millisecond, in UTC.
struct LogTime: Equatable {
  /// Milliseconds since 1970-01-01; never negative.
  let milliseconds: Int64

  /// Now, by the wall clock.
  static var now: LogTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return LogTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Appends "2026-11-20T23:35:25.123Z" (RFC 3339).
  func appendDateAndTime(to line: inout [UInt8]) {
    let date = civilDate
    append(date.year, digits: 4, to: &line)
    line.append(UInt8(ascii: "-"))
    append(date.month, digits: 2, to: &line)
    line.append(UInt8(ascii: "-"))
    append(date.day, digits: 2, to: &line)
    line.append(UInt8(ascii: "T"))
    appendTime(to: &line)
    line.append(UInt8(ascii: "Z"))
  }

  /// Appends "23:35:25.123".
  func appendTime(to line: inout [UInt8]) {
    let ofDay = milliseconds % 86_400_000
    append(ofDay / 3_600_000, digits: 2, to: &line)
    line.append(UInt8(ascii: ":"))
    append(ofDay / 60_000 % 60, digits: 2, to: &line)
    line.append(UInt8(ascii: ":"))
    append(ofDay / 1_000 % 60, digits: 2, to: &line)
    line.append(UInt8(ascii: "."))
    append(ofDay % 1_000, digits: 3, to: &line)
  }

  /// The Gregorian date, by counting from 1 March of the year 0 (H. Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms").
  private var civilDate: (year: Int64, month: Int64, day: Int64) {
    let days = milliseconds / 86_400_000 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private func append(_ number: Int64, digits: Int, to line: inout [UInt8]) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      line.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
