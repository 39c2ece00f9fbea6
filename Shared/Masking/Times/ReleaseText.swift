/// When something was released, as we write it: what ``TimestampText`` reads as a release.
public enum ReleaseText {
  /// The day of so many seconds since 1970, "YYYY-MM-DD", where they cannot be told from other numbers; nil where they can.
  public static func day(unlessPlain seconds: Int64) -> String? {
    if EpochNumber.secondsWithin.contains(seconds.magnitude) { return nil }
    return CivilDate(days: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400).text
  }

  /// Seconds since 1970, or their day where they cannot be told from other numbers.
  public static func of(_ seconds: Int64) -> String { day(unlessPlain: seconds) ?? "\(seconds)" }
}
