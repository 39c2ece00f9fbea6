/// Bounds on what is taken from a message into the domain, in one place.
public enum TranslationLimits {
  /// Bytes of a name: of a page, a shelf, a model, a policy or a feature set.
  public static let nameBytesMaximum = 128
  /// Shelves on one page.
  public static let shelvesMaximum = 100
  /// Cards on one shelf.
  public static let cardsMaximum = 100
  /// Candidates of one shelf.
  public static let candidatesMaximum = 1000
  /// Bytes of an encoded profile.
  public static let profileBytesMaximum = 1 << 20
  /// Moments, in milliseconds since 1970-01-01 UTC: the years 1 to 9999, so that no arithmetic on them overflows.
  public static let momentMilliseconds: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
}
