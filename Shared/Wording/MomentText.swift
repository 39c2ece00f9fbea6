public import Features

/// Moments as people read them, in UTC.
public enum MomentText {
  /// Such as "2025-02-03 08:12". The year is the astronomers': 0 is the year before 1.
  public static func of(_ moment: Moment) -> String {
    let (year, month, day) = civil(fromDay: moment.day)
    // Within the day, so that it is right before 1970 too.
    let minute = Int((moment.seconds - moment.day * 86_400) / 60 % 60)
    return "\(year)-\(two(month))-\(two(day)) \(two(moment.hourOfDay)):\(two(minute))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The Gregorian date of a day since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  private static func civil(fromDay day: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }
}
