/// How far a zone's clocks are ahead of UTC.
public struct ZoneOffset: Hashable, Sendable {
  /// No offset.
  public static let utc = ZoneOffset(minutes: 0)

  /// Minutes ahead of UTC, negative behind it; less than a day.
  public let minutes: Int

  init(minutes: Int) {
    self.minutes = minutes
  }

  /// A zone by its text, such as "Z", "UTC" or "+02:00"; nil for anything else.
  public init?(_ text: some StringProtocol) {
    var scanner = ByteScanner(text)
    guard let zone = try? ZoneOffset(&scanner), scanner.isAtEnd else { return nil }
    self = zone
  }

  /// Takes the zone that comes next; nil when none does.
  init?(_ scanner: inout ByteScanner) throws(TimestampError) {
    scanner.takeSpaces()
    let sign = scanner.take("+") ? 1 : scanner.take("-") ? -1 : 0
    if sign != 0 {
      try self.init(offset: &scanner, sign: sign)
    } else if ByteScanner.isLetter(scanner.byte(after: 0)) {
      guard let minutes = Self.named[scanner.word()] else { throw .unknownZone }
      self.init(minutes: minutes)
    } else {
      return nil
    }
    // Java adds the zone's name to the offset that counts.
    if scanner.take("["), !scanner.skip(through: "]") { throw .notUnderstood }
    // Mail programs add a comment.
    scanner.takeSpaces()
    if scanner.take("("), !scanner.skip(through: ")") { throw .notUnderstood }
  }

  private init(offset scanner: inout ByteScanner, sign: Int) throws(TimestampError) {
    guard let hours = scanner.digits(2) else { throw .notUnderstood }
    var minutes: Int64 = 0
    if scanner.take(":") || scanner.digitCount == 2 {
      guard let written = scanner.digits(2) else { throw .notUnderstood }
      minutes = written
    }
    guard hours < 24, minutes < 60 else { throw .impossible }
    self.init(minutes: sign * Int(hours * 60 + minutes))
  }

  /// UTC's names, and those that RFC 2822 (section 4.3) defines.
  private static let named: [String: Int] = [
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420,
  ]
}
