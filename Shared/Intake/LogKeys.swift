import Features
import Masking

/// The keys of the event log in the object store.
enum LogKeys {
  /// Events by the hour they happened in.
  static func events(_ moment: Moment) -> String { hour("events/", moment) }

  /// Pages by the hour they were about.
  static func pages(_ moment: Moment) -> String { hour("pages/", moment) }

  /// Quarantined lines by the day they came in.
  static func quarantine(_ moment: Moment) -> String { "quarantine/date=\(CivilDate(days: moment.day).text)/" }

  /// "PREFIXdate=YYYY-MM-DD/hour=HH/"; moments outside of the years 1970 to 9999 count as the nearest within.
  static func hour(_ prefix: String, _ moment: Moment) -> String {
    let bounded = Moment(milliseconds: min(max(0, moment.milliseconds), IntakeLimits.momentMillisecondsMax))
    return "\(prefix)date=\(CivilDate(days: bounded.day).text)/hour=\(CivilDate.padded(bounded.hourOfDay, to: 2))/"
  }
}
