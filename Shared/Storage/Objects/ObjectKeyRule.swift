/// The rule that keys of objects keep, so that they are safe as paths, in addresses and in signatures.
enum ObjectKeyRule {
  /// Checks a whole key.
  static func check(_ key: String) throws(StorageError) {
    guard !key.isEmpty else { throw .badKey(key: key, reason: "it is empty") }
    try check(parts: key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false), of: key)
  }

  /// Checks the beginning of a key: it may be empty, and end at a slash or within a part.
  static func check(prefix: String) throws(StorageError) {
    var parts = prefix.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    try check(parts: parts, of: prefix)
  }

  /// Whether a name can be a part of a key.
  static func isPart(_ name: String) -> Bool {
    fault(in: name.utf8[...]) == nil
  }

  private static func check(parts: [Substring.UTF8View], of key: String) throws(StorageError) {
    let limit = StorageLimits.objectKeyBytesMax
    guard key.utf8.count <= limit else {
      throw .badKey(key: String(key.prefix(64)), reason: "it has over \(limit) bytes")
    }
    for part in parts {
      if let reason = fault(in: part) { throw .badKey(key: key, reason: reason) }
    }
  }

  private static func fault(in part: Substring.UTF8View) -> String? {
    if part.isEmpty { return "a part of it is empty" }
    if part.first == UInt8(ascii: ".") { return "a part of it begins with a dot" }
    if part.count > StorageLimits.objectKeyPartBytesMax {
      return "a part of it has over \(StorageLimits.objectKeyPartBytesMax) bytes"
    }
    return part.allSatisfy(isAllowed) ? nil : "it may have only letters, digits and -_.=@+ between its slashes"
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "@"),
      UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
