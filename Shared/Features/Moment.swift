/// The instant a request or an event is about.
///
/// Always passed in; the core never reads a clock. Milliseconds since 1970-01-01 00:00 UTC, without leap seconds.
public struct Moment: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970-01-01 00:00 UTC; negative before it.
  public var milliseconds: Int64

  /// A moment by its milliseconds since 1970-01-01 00:00 UTC.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// A moment by its whole seconds since 1970-01-01 00:00 UTC.
  public init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// Whole seconds since 1970-01-01 00:00 UTC, rounded down.
  public var seconds: Int64 { milliseconds.flooredDivision(by: 1000) }

  /// Whole days since 1970-01-01, rounded down.
  public var day: Int64 { milliseconds.flooredDivision(by: 86_400_000) }

  /// The hour of the UTC day, 0 to 23.
  public var hourOfDay: Int { Int((milliseconds.flooredDivision(by: 3_600_000)).flooredRemainder(by: 24)) }

  /// The day of the UTC week, 0 for Monday to 6 for Sunday.
  public var dayOfWeek: Int { Int((day + 3).flooredRemainder(by: 7)) }

  /// A moment later (or, with a negative number, earlier) by so many seconds.
  public func adding(seconds: Int64) -> Moment {
    Moment(milliseconds: milliseconds + seconds * 1000)
  }

  /// Earlier comes first.
  public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  /// A bare number of milliseconds.
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// A bare number of milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}

extension Int64 {
  /// The quotient rounded towards negative infinity. The divisor is above 0.
  func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  /// The remainder, from 0 up to the divisor. The divisor is above 0.
  func flooredRemainder(by divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
