/// Looks at the files of the machine, for imports. Does not block its caller's thread.
public enum FileTree {
  /// What a path is.
  public enum Kind: Sendable {
    /// A plain file.
    case file
    /// A folder.
    case folder
  }

  /// What a path is.
  ///
  /// - Throws: ``StorageError/notFound(what:)`` when it is neither a file nor a folder.
  public static func kind(of path: String) async throws -> Kind {
    try await BlockingWork.run {
      if Folders.isFolder(path) { return .folder }
      if Folders.isFile(path) { return .file }
      throw StorageError.notFound(what: "file or folder \(path)")
    }
  }

  /// The names of a folder's files, not those of its folders, in the order of their bytes.
  public static func names(in folder: String) async throws -> [String] {
    try await BlockingWork.run {
      try Folders.entries(of: folder)
        .filter { $0.kind != .folder }
        .map(\.name)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }
}
