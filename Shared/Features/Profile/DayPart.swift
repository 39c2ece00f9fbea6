/// A quarter of the UTC day. Raw values are stored: never renumber.
///
/// UTC, because the listener's clock is not known; habits are counted by the same clock as they are compared.
public enum DayPart: UInt8, CaseIterable, Sendable {
  /// 0:00 to 5:59.
  case night = 0
  /// 6:00 to 11:59.
  case morning = 1
  /// 12:00 to 17:59.
  case afternoon = 2
  /// 18:00 to 23:59.
  case evening = 3
}

extension Moment {
  /// The quarter of the UTC day it is in.
  public var dayPart: DayPart {
    switch hourOfDay {
    case 0..<6: .night
    case 6..<12: .morning
    case 12..<18: .afternoon
    default: .evening
    }
  }

  /// Saturday or Sunday, in UTC.
  public var isWeekend: Bool { dayOfWeek >= 5 }

  /// The hour of the UTC week, 0 for Monday's first to 167 for Sunday's last.
  public var hourOfWeek: Int { dayOfWeek * 24 + hourOfDay }
}
