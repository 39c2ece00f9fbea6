/// A walk through a folder's files in the order of their keys' bytes, within a prefix and behind a start.
///
/// A folder sorts by its name with the slash that follows it in its keys, so that no sorting of all keys is needed.
struct FolderWalk: Sendable {
  let root: String
  let prefix: String
  let after: String?
  let keysMax: Int

  /// The keys found, at most ``keysMax``.
  ///
  /// - Throws: ``StorageError/link(path:)`` for a link that could lead to more: it is not followed, and not left out in silence.
  func keys() throws(StorageError) -> [String] {
    var found: [String] = []
    let start = prefix.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(prefix[...$0]) } ?? ""
    guard Folders.isFolder(root) else { return found }
    var folder = try FolderDescriptor(root)
    for part in start.split(separator: "/") {
      guard let next = try folder.folder(part) else { return found }
      folder = next
    }
    try collect(start, in: folder, into: &found)
    return found
  }

  /// Adds what stands below a folder, whose key is empty or ends at a slash.
  private func collect(
    _ start: String, in folder: borrowing FolderDescriptor, into found: inout [String]
  ) throws(StorageError) {
    var keys: [String] = []
    for entry in try folder.entries() where ObjectKeyRule.isPart(entry.name) {
      let key = start + entry.name
      switch entry.kind {
      case .file where mayHold(key): keys.append(key)
      case .folder where mayHold(key + "/"): keys.append(key + "/")
      case .link where mayHold(key) || mayHold(key + "/"): throw .link(path: "\(root)/\(key)")
      default: break
      }
    }
    keys.sort(by: Self.isBefore)
    for key in keys {
      if key.hasSuffix("/") {
        let name = key.dropFirst(start.count).dropLast()
        guard let below = try folder.folder(name) else { continue }
        try collect(key, in: below, into: &found)
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
