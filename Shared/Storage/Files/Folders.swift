import Glibc

/// What is done with folders by their paths. Every call blocks.
enum Folders {
  /// Makes a folder for its owner alone, durably, if it is not there. Its parent must be.
  static func make(_ path: String) throws(StorageError) {
    if unsafe mkdir(path, FilePermissions.folder) == 0 {
      let parent = try FileDescriptor(folder: parent(of: path))
      return try parent.synchronize()
    }
    guard errno == EEXIST else { throw SystemFailure.latest("create", path) }
    guard isFolder(path) else { throw .wrongKind(path: path, expected: "a folder") }
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a path is a plain file.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether this process may add files to a folder.
  static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK | X_OK) == 0
  }

  /// The names in a folder, in no order; none when there is no such folder. A link to a folder counts as one.
  static func entries(of path: String) throws(StorageError) -> [FolderEntry] {
    guard isFolder(path) else { return [] }
    return try FolderDescriptor(path).entries().map { entry in
      guard entry.kind == .link, isFolder("\(path)/\(entry.name)") else { return entry }
      return FolderEntry(name: entry.name, kind: .folder)
    }
  }

  /// The folder that holds a path.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
