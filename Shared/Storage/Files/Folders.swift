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

  /// Whether a path is a pipe, a socket or a terminal: something that is read once, from its beginning to its end.
  static func isStream(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && isStream(mode: status.st_mode)
  }

  /// Whether a mode is that of a pipe, a socket or a terminal.
  static func isStream(mode: mode_t) -> Bool { [S_IFIFO, S_IFSOCK, S_IFCHR].contains(mode & S_IFMT) }

  /// Where a symbolic link leads, without links; nil for what is no link. An empty text when it leads nowhere.
  static func target(ofLink path: String) -> String? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    return resolved(path) ?? ""
  }

  /// A path without links; nil when there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let text = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// When a file was last written, in seconds since 1970; nil when there is none.
  static func modifiedSeconds(of path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mtim.tv_sec
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
