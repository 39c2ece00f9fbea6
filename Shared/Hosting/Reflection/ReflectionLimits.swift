/// Every bound of server reflection, in one place. Far beyond what an honest client asks.
enum ReflectionLimits {
  /// The longest name that is looked up, in bytes of UTF-8.
  static let nameBytesMax = 1_024
  /// How many questions one stream may ask.
  static let questionsMax = 10_000
}
