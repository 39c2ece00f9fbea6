import Glibc

/// What is done with folders and names. Every call blocks.
enum Folders {
  /// A name in a folder.
  struct Entry {
    var name: String
    var isFolder: Bool
  }

  /// Makes a folder durably, if it is not there. Its parent must be.
  static func make(_ path: String) throws(StorageError) {
    if unsafe mkdir(path, 0o755) == 0 {
      let parent = try FileDescriptor(folder: parent(of: path))
      return try parent.synchronize()
    }
    guard errno == EEXIST else { throw SystemFailure.latest("create", path) }
    guard isFolder(path) else { throw .wrongKind(path: path, expected: "a folder") }
  }

  /// Makes the folders between a root, which exists, and a name below it.
  static func makeParents(of key: String, in root: String) throws(StorageError) {
    guard let slash = key.utf8.lastIndex(of: UInt8(ascii: "/")), !isFolder("\(root)/\(key[..<slash])") else { return }
    var path = root
    for part in key[..<slash].split(separator: "/") {
      path += "/\(part)"
      try make(path)
    }
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

  /// Gives a file another name, in place of what had it, and makes that durable.
  static func rename(_ path: String, to newPath: String) throws(StorageError) {
    guard unsafe Glibc.rename(path, newPath) == 0 else { throw SystemFailure.latest("rename", newPath) }
    let folder = try FileDescriptor(folder: parent(of: newPath))
    try folder.synchronize()
  }

  /// Removes a file durably, and tells whether there was one.
  @discardableResult
  static func remove(_ path: String) throws(StorageError) -> Bool {
    guard unsafe unlink(path) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return false }
      throw SystemFailure.latest("remove", path)
    }
    let folder = try FileDescriptor(folder: parent(of: path))
    try folder.synchronize()
    return true
  }

  /// The names in a folder, in no order; none when there is no such folder.
  static func entries(of path: String) throws(StorageError) -> [Entry] {
    guard let handle = unsafe opendir(path) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw SystemFailure.latest("list", path)
    }
    defer { unsafe closedir(handle) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(handle) else {
        if errno != 0 { throw SystemFailure.latest("list", path) }
        return entries
      }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let kind = unsafe Int(entry.pointee.d_type)
      let isKnown = kind == Int(DT_DIR) || kind == Int(DT_REG)
      entries.append(Entry(name: name, isFolder: isKnown ? kind == Int(DT_DIR) : isFolder("\(path)/\(name)")))
    }
  }

  /// The folder that holds a path.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
