/// The bounds that every online store keeps.
enum OnlineRule {
  /// Checks the keys of one call.
  static func check(_ keys: [String]) throws(StorageError) {
    let limit = StorageLimits.onlineBatchKeysMax
    guard keys.count <= limit else {
      throw .tooLarge(what: "the number of keys in one call", limit: limit, got: keys.count)
    }
    for key in keys { try check(key) }
  }

  /// Checks the entries of one call.
  static func check(_ entries: [OnlineEntry]) throws(StorageError) {
    try check(entries.map(\.key))
    let limit = StorageLimits.onlineValueBytesMax
    for entry in entries where entry.value.count > limit {
      throw .tooLarge(what: "the value of \"\(entry.key)\" in bytes", limit: limit, got: entry.value.count)
    }
  }

  private static func check(_ key: String) throws(StorageError) {
    if key.isEmpty { throw .badKey(key: key, reason: "it is empty") }
    if !key.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) {
      throw .badKey(key: "\(key.debugDescription.prefix(64))", reason: "it has a control character")
    }
    let limit = StorageLimits.onlineKeyBytesMax
    guard key.utf8.count <= limit else {
      throw .badKey(key: String(key.prefix(64)), reason: "it has over \(limit) bytes")
    }
  }
}
