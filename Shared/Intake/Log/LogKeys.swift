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
  static func hour(_ prefix: String, _ moment: Moment) -> String { hour(prefix, number: hourNumber(moment)) }

  /// The hour, as ``hour(_:_:)`` has it, of an object's key; nil when it has none.
  static func hour(of key: String) -> String? {
    key.lastIndex(of: "/").map { String(key[...$0]) }
  }

  /// Behind every key of an hour, and before every key of later ones.
  static func end(ofHour hour: String) -> String { "\(hour)~" }

  /// The hours since 1970 at a moment, within bounds.
  static func hourNumber(_ moment: Moment) -> Int64 {
    min(max(0, moment.milliseconds), IntakeLimits.momentMillisecondsMax) / 3_600_000
  }

  /// "PREFIXdate=YYYY-MM-DD/hour=HH/" by the hours since 1970.
  static func hour(_ prefix: String, number: Int64) -> String {
    let bounded = Moment(milliseconds: number * 3_600_000)
    return "\(prefix)date=\(CivilDate(days: bounded.day).text)/hour=\(CivilDate.padded(bounded.hourOfDay, to: 2))/"
  }
}
