/// Values in this process's memory, within a bound: the least recently used go first. Gone when the process ends.
public actor MemoryOnlineStore: OnlineStore {
  private var values: RecentValues
  private var marks: RecentKeys

  /// The room for values unless told otherwise, in bytes: about 60,000 profiles of 4 kB.
  public static let bytesMaxDefault = 256 << 20
  /// How many seen keys are remembered at least unless told otherwise (about 100 bytes each, at most twice as many).
  public static let seenKeysMaxDefault = 500_000

  /// An empty store.
  public init(bytesMax: Int = bytesMaxDefault, seenKeysMax: Int = seenKeysMaxDefault) {
    values = RecentValues(bytesMax: bytesMax)
    marks = RecentKeys(keysMax: seenKeysMax)
  }

  /// The values, each of which is then among the most recently used.
  public func get(_ keys: [String]) throws -> [[UInt8]?] {
    try OnlineRule.check(keys)
    return keys.map { values.value(of: $0) }
  }

  /// Sets the values and drops the least recently used ones that no longer have room.
  public func set(_ entries: [OnlineEntry], markingSeen keys: [String]) throws {
    try OnlineRule.check(entries)
    try OnlineRule.check(keys)
    for entry in entries { values.set(entry.value, of: entry.key) }
    for key in keys { marks.insert(key) }
  }

  /// Removes the values.
  public func delete(_ keys: [String]) throws -> [Bool] {
    try OnlineRule.check(keys)
    return keys.map { values.remove($0) }
  }

  /// Whether the keys were marked.
  public func seen(_ keys: [String]) throws -> [Bool] {
    try OnlineRule.check(keys)
    return keys.map { marks.contains($0) }
  }
}
