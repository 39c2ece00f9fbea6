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
  public func read(_ keys: [String]) throws -> [OnlineValue?] {
    try OnlineRule.check(keys)
    return keys.map { values.value(of: $0) }
  }

  /// Sets the values and drops the least recently used ones that no longer have room.
  public func set(_ entries: [OnlineEntry], markingSeen keys: [String]) throws {
    try OnlineRule.check(entries)
    try OnlineRule.check(keys)
    _ = keep(entries, markingSeen: keys)
  }

  /// Compares all versions and looks for all marks, then sets as ``set(_:markingSeen:)`` does.
  public func replace(_ changes: [OnlineChange], markingSeen keys: [String]) throws -> OnlineVersion? {
    try OnlineRule.check(changes.map(\.entry))
    try OnlineRule.check(keys)
    guard changes.allSatisfy({ values.version(of: $0.entry.key) == $0.read }), !keys.contains(where: marks.contains)
    else { return nil }
    return keep(changes.map(\.entry), markingSeen: keys)
  }

  /// Removes the values.
  public func delete(_ keys: [String]) throws -> [Bool] {
    try OnlineRule.check(keys)
    return keys.map { values.remove($0) }
  }

  /// Removes the values and the marks.
  public func forget(_ keys: [String], seen: [String]) throws -> OnlineRemoval {
    try OnlineRule.check(keys)
    try OnlineRule.check(seen)
    return OnlineRemoval(values: keys.count { values.remove($0) }, marks: seen.count { marks.remove($0) })
  }

  /// Nothing: it has no files.
  public func occurrences(of texts: [String]) -> [Int]? { texts.map { _ in 0 } }

  /// Whether the keys were marked.
  public func seen(_ keys: [String]) throws -> [Bool] {
    try OnlineRule.check(keys)
    return keys.map { marks.contains($0) }
  }

  private func keep(_ entries: [OnlineEntry], markingSeen keys: [String]) -> OnlineVersion {
    let version = OnlineVersion.new()
    for entry in entries { values.set(OnlineValue(bytes: entry.value, version: version), of: entry.key) }
    for key in keys { marks.insert(key) }
    return version
  }
}
