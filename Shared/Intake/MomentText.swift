import Features

/// Reads moments from text: ISO 8601 as in RFC 3339, such as "2024-05-01T12:00:00.5+02:00".
///
/// The zone must be there, for without it nobody knows what was meant. A fraction beyond milliseconds is cut. A leap second
/// is read as the second before it.
enum MomentText {
  /// The moment of a text; nil when it is not one.
  static func moment(_ text: String) -> Moment? {
    var rest = Array(text.utf8)[...]
    guard rest.count <= 40, let year = digits(4, &rest), take("-", &rest), let month = digits(2, &rest),
      take("-", &rest), let day = digits(2, &rest), let date = CivilDate(year: year, month: month, day: day),
      take("T", &rest) || take("t", &rest) || take(" ", &rest), let hour = digits(2, &rest), hour < 24,
      take(":", &rest), let minute = digits(2, &rest), minute < 60, take(":", &rest),
      let second = digits(2, &rest), second <= 60, let fraction = fractionMilliseconds(&rest),
      let offset = offsetMinutes(&rest), rest.isEmpty
    else { return nil }
    let minutes = (date.days * 24 + hour) * 60 + minute - offset
    return Moment(milliseconds: (minutes * 60 + min(second, 59)) * 1000 + fraction)
  }

  private static func digits(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int64? {
    guard rest.count >= count else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(count) {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    rest = rest.dropFirst(count)
    return value
  }

  private static func take(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func fractionMilliseconds(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    guard take(".", &rest) || take(",", &rest) else { return 0 }
    var (value, weight): (Int64, Int64) = (0, 100)
    var isEmpty = true
    while let digit = digits(1, &rest) {
      value += digit * weight
      weight /= 10
      isEmpty = false
    }
    return isEmpty ? nil : value
  }

  private static func offsetMinutes(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    if take("Z", &rest) || take("z", &rest) { return 0 }
    let sign: Int64 = take("+", &rest) ? 1 : take("-", &rest) ? -1 : 0
    guard sign != 0, let hours = digits(2, &rest), hours < 24 else { return nil }
    _ = take(":", &rest)
    guard let minutes = digits(2, &rest), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
