/// A value as it was read from the online store.
public struct OnlineValue: Hashable, Sendable {
  /// The value.
  public var bytes: [UInt8]
  /// Which of the values that its key has had it is.
  public var version: OnlineVersion
}

/// Tells a value from any that its key had before or has after it, even if the key was removed in between.
///
/// Chance, not a count: a count would begin anew with a key that was removed, and a profile that its listener had asked us
/// to forget could come back from a writer that had read it before.
public struct OnlineVersion: Hashable, Sendable {
  let number: UInt64

  init(number: UInt64) {
    self.number = number
  }

  /// A version that no value has had, but for a chance of 1 in 2^64.
  static func new() -> OnlineVersion { OnlineVersion(number: .random(in: .min ... .max)) }
}
