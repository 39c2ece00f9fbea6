/// A key and its value in the online store.
public struct OnlineEntry: Hashable, Sendable {
  /// The key: 1 to ``StorageLimits/onlineKeyBytesMax`` bytes of UTF-8 without control characters.
  public var key: String
  /// The value: at most ``StorageLimits/onlineValueBytesMax`` bytes.
  public var value: [UInt8]

  /// An entry.
  public init(key: String, value: [UInt8]) {
    self.key = key
    self.value = value
  }
}

/// A value that takes the place of the one that was read.
public struct OnlineChange: Hashable, Sendable {
  /// The key and its new value.
  public var entry: OnlineEntry
  /// The version of the value that was read; nil when there was none.
  public var read: OnlineVersion?

  /// A change.
  public init(_ entry: OnlineEntry, read: OnlineVersion?) {
    self.entry = entry
    self.read = read
  }
}
