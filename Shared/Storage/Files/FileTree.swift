/// Looks at the files of the machine, for imports. Does not block its caller's thread.
public enum FileTree {
  /// What a path is.
  public enum Kind: Sendable {
    /// A plain file, or a pipe, a socket or a terminal.
    case file
    /// A folder.
    case folder
  }

  /// What stands in a folder or below it.
  public struct Entry: Hashable, Sendable {
    /// Its path from the folder on.
    public let name: String
    /// What it is.
    public let kind: EntryKind
  }

  /// What an entry is.
  public enum EntryKind: Hashable, Sendable {
    /// A plain file, or a link to one.
    case file
    /// A link to a folder, which is not gone into. Within: to the folder that is walked, or to one below it.
    case folderLink(isWithin: Bool)
    /// A link that leads nowhere.
    case brokenLink
    /// Anything else, in a word or two for people: "a pipe".
    case other(String)
  }

  /// How deep folders may be nested.
  public static let depthMax = 64

  /// What a path is.
  ///
  /// - Throws: ``StorageError/notFound(what:)`` when it is neither a file nor a folder.
  public static func kind(of path: String) async throws -> Kind {
    try await BlockingWork.run {
      if Folders.isFolder(path) { return .folder }
      if Folders.isFile(path) || Folders.isStream(path) { return .file }
      throw StorageError.notFound(what: "file or folder \(path)")
    }
  }

  /// All that stands in a folder and in those below it, in the order of the paths' bytes, folders themselves left out.
  ///
  /// Links to folders are not followed, so that a link that leads back ends nowhere. Memory is linear in the entries.
  /// - Throws: ``StorageError`` when a folder may not be read.
  public static func entries(below folder: String) async throws -> [Entry] {
    try await BlockingWork.run {
      var walk = Walk(root: folder, resolvedRoot: Folders.resolved(folder) ?? folder)
      try walk.collect("", depth: 0)
      return walk.found
    }
  }

  private struct Walk {
    let root: String
    let resolvedRoot: String
    var found: [Entry] = []

    /// Adds what stands in a folder, whose name is empty or ends at a slash.
    mutating func collect(_ folder: String, depth: Int) throws(StorageError) {
      // A folder sorts by its name with the slash that follows it.
      let names = try Folders.entries(of: "\(root)/\(folder)")
        .map { folder + $0.name + ($0.kind == .folder ? "/" : "") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for name in names {
        let plain = name.hasSuffix("/") ? String(name.dropLast()) : name
        if let kind = kind(of: plain, isFolder: plain != name) {
          found.append(Entry(name: plain, kind: kind))
        } else if depth < FileTree.depthMax {
          try collect(name, depth: depth + 1)
        } else {
          found.append(Entry(name: plain, kind: .other("a folder over \(FileTree.depthMax) deep")))
        }
      }
    }

    /// What a path is; nil for a folder to go into.
    private func kind(of name: String, isFolder: Bool) -> EntryKind? {
      let path = "\(root)/\(name)"
      if let target = Folders.target(ofLink: path) {
        if target.isEmpty { return .brokenLink }
        if isFolder { return .folderLink(isWithin: (target + "/").hasPrefix(resolvedRoot + "/")) }
      } else if isFolder {
        return nil
      }
      if Folders.isFile(path) { return .file }
      if Folders.isStream(path) { return .other("a pipe, a socket or a device") }
      return .other("not a file, or of a name that is not UTF-8")
    }
  }
}
