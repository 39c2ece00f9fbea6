/// The bounds and rates of a profile, all in one place. Changing one changes what profiles hold: raise
/// ``encodingVersion`` with it; the feature set's fingerprint covers them.
public enum ProfileLimits {
  /// The first byte of an encoded profile.
  public static let encodingVersion: UInt8 = 2
  /// The longest encoded profile, in bytes. None that the fold makes is longer.
  public static let encodedBytesMax = 64 * 1024
  /// Artists, tracks and collections kept, of each.
  public static let heardMax = 100
  /// Liked and followed items kept, of each.
  public static let likedMax = 100
  /// Hidden items kept: more, since a forgotten one comes back on the page.
  public static let hiddenMax = 500
  /// Genres kept.
  public static let genresMax = 32
  /// Pairs of an artist and the next one, or of an album, playlist or podcast and the next, kept in all.
  public static let transitionsMax = 64
  /// A listen so many minutes after the one before it, or later, begins a new session.
  public static let sessionGapMinutes = 30
  /// An item's decayed listens halve in so many days.
  public static let itemHalfLifeDays = 14
  /// Decayed counters of habits (kinds, hours, genres, platforms, transitions, clicks) halve in so many days.
  public static let habitHalfLifeDays = 28
  /// A decayed counter of habits below this is dropped to 0, which keeps profiles short: 1/1024.
  public static let habitWeightMin: Float = 0x1p-10
  /// A decayed counter stops here: adding 1 to it no longer changes a `Float`.
  public static let weightMax: Float = 0x1p24
}
