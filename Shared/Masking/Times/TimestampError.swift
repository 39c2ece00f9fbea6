/// Why a text is not a moment or a date. Repeats nothing of the text: a date of birth is personal.
public enum TimestampError: Error, Hashable, Sendable, CustomStringConvertible {
  /// None of the forms that are understood.
  case notUnderstood
  /// A day that the calendar does not have, or an hour, minute or second that the clock does not have.
  case impossible
  /// The day of the week is another than that of the date.
  case wrongWeekday
  /// A date without a time of day, where a moment is needed.
  case noTime
  /// A time without a zone, so that nobody knows which moment is meant.
  case noZone
  /// A zone's abbreviation that stands for several zones, or for none that is known.
  case unknownZone
  /// A day and a month as numbers whose order cannot be told.
  case ambiguousOrder
  /// A year of two digits.
  case ambiguousYear
  /// A number that is not seconds, milliseconds, microseconds or nanoseconds of the years 1973 to 2099.
  case ambiguousNumber
  /// A year, or a year and a month, where a day is meant.
  case noDay
  /// A year in which nothing was released.
  case implausibleYear

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .notUnderstood: "no form of moment that is understood: write one such as 2024-05-01T12:00:00Z"
    case .impossible: "no such day or time exists"
    case .wrongWeekday: "the day of the week is not that of the date"
    case .noTime: "a date without a time of day: write one such as 2024-05-01T12:00:00Z"
    case .noZone: "a time without a zone: add one such as Z or +02:00, or say which zone such times are of"
    case .unknownZone: "the zone's name is ambiguous or unknown: write its offset, such as +02:00"
    case .ambiguousOrder: "day and month cannot be told apart: write the date as YYYY-MM-DD"
    case .ambiguousYear: "a year of two digits: write all four"
    case .ambiguousNumber:
      "a number that is not seconds, milliseconds, microseconds or nanoseconds of the years 1973 to 2099: write a date"
    case .noDay: "a year or a month without its day: write the date as YYYY-MM-DD"
    case .implausibleYear: "before the year 1000, or after 2099"
    }
  }
}
