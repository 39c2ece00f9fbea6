/// A walk through a folder's files in the order of their keys' bytes, within a prefix and behind a start.
///
/// A folder sorts by its name with the slash that follows it in its keys, so that no sorting of all keys is needed.
struct FolderWalk: Sendable {
  let root: String
  let prefix: String
  let after: String?
  let keysMax: Int

  /// The keys found, at most ``keysMax``.
  func keys() throws(StorageError) -> [String] {
    var found: [String] = []
    let folder = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(prefix[...$0]) } ?? ""
    try collect(folder, into: &found)
    return found
  }

  /// Adds what stands below a folder, whose key is empty or ends at a slash.
  private func collect(_ folder: String, into found: inout [String]) throws(StorageError) {
    let keys = try Folders.entries(of: "\(root)/\(folder)")
      .filter { ObjectKeyRule.isPart($0.name) }
      .map { folder + $0.name + ($0.isFolder ? "/" : "") }
      .filter(mayHold)
      .sorted(by: Self.isBefore)
    for key in keys {
      if key.hasSuffix("/") {
        try collect(key, into: &found)
      } else {
        found.append(key)
      }
      if found.count >= keysMax { return }
    }
  }

  /// Whether a key, or a folder's keys, can be within the prefix and behind the start.
  private func mayHold(_ key: String) -> Bool {
    let isFolder = key.hasSuffix("/")
    guard key.hasPrefix(prefix) || (isFolder && prefix.hasPrefix(key)) else { return false }
    guard let after else { return true }
    return Self.isBefore(after, key) || (isFolder && after.hasPrefix(key))
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
