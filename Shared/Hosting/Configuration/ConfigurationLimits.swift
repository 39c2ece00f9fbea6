/// How much a process can be told.
public enum ConfigurationLimits {
  /// The longest text a key takes, in bytes of UTF-8.
  public static let textBytesMax = 4_096
  /// How much of a bad value an error repeats, in characters.
  static let repeatedCharactersMax = 64
  /// The largest configuration file, in bytes.
  static let fileBytesMax = 1 << 20
  /// How deep objects may stand in each other in a configuration file.
  static let fileDepthMax = 8
  /// How many letters may differ for a name to be offered instead of an unknown one.
  static let nearestDistanceMax = 3
}
