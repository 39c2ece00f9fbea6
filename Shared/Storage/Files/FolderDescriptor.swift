import Glibc

/// A name in a folder.
struct FolderEntry {
  /// What a name stands for, links not followed.
  enum Kind {
    case file, folder, link
  }

  var name: String
  var kind: Kind
}

/// An open folder. What is done in it is done to names in this very folder, and never follows a link: who can write to the
/// folder cannot lead us out of it, at no moment. Every call blocks.
struct FolderDescriptor: ~Copyable {
  private let number: Int32
  /// Where it is, for errors.
  let path: String

  /// Opens a folder by its path, which may have links.
  init(_ path: String) throws(StorageError) {
    let number = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemFailure.latest("open", path) }
    self.init(number: number, path: path)
  }

  private init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { _ = Glibc.close(number) }

  /// Opens a folder in this one; nil when there is none.
  func folder(_ name: some StringProtocol) throws(StorageError) -> FolderDescriptor? {
    let name = String(name)
    let found = unsafe openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard found < 0 else { return FolderDescriptor(number: found, path: "\(path)/\(name)") }
    let code = errno
    try refuseLink(name)
    if code == ENOENT || code == ENOTDIR { return nil }
    throw SystemFailure.error(code: code, "open", "\(path)/\(name)")
  }

  /// Opens a folder in this one, and makes it durably first if it is not there.
  func folderMade(_ name: some StringProtocol) throws(StorageError) -> FolderDescriptor {
    if let folder = try folder(name) { return folder }
    if unsafe mkdirat(number, String(name), FilePermissions.folder) == 0 {
      try synchronize()
    } else if errno != EEXIST {
      throw SystemFailure.latest("create", "\(path)/\(name)")
    }
    guard let folder = try folder(name) else { throw .wrongKind(path: "\(path)/\(name)", expected: "a folder") }
    return folder
  }

  /// Opens a file in this folder to read; nil when there is none.
  func file(_ name: some StringProtocol) throws(StorageError) -> FileDescriptor? {
    let name = String(name)
    try OpenDatabaseFile.check("\(path)/\(name)")
    // Not to wait for the other end of a pipe.
    let found = unsafe openat(number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard found >= 0 else {
      let code = errno
      try refuseLink(name)
      if code == ENOENT || code == ENOTDIR { return nil }
      throw SystemFailure.error(code: code, "open", "\(path)/\(name)")
    }
    let file = FileDescriptor(number: found, path: "\(path)/\(name)")
    guard try file.isPlain() else { return nil }
    return file
  }

  /// Makes a file in this folder that must not exist yet, to write, for its owner alone.
  func fileMade(_ name: String) throws(StorageError) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let made = unsafe openat(number, name, flags, FilePermissions.file)
    guard made >= 0 else { throw SystemFailure.latest("create", "\(path)/\(name)") }
    return FileDescriptor(number: made, path: "\(path)/\(name)")
  }

  /// Gives a file a name in another folder, in place of what had it, and makes that durable.
  func rename(
    _ name: String, to newName: some StringProtocol, in folder: borrowing FolderDescriptor
  ) throws(StorageError) {
    guard unsafe renameat(number, name, folder.number, String(newName)) == 0 else {
      throw SystemFailure.latest("rename", "\(folder.path)/\(newName)")
    }
    try folder.synchronize()
  }

  /// Removes a file, or a link itself, durably; nothing when there is none.
  func remove(_ name: some StringProtocol) throws(StorageError) {
    guard unsafe unlinkat(number, String(name), 0) == 0 else {
      if errno == ENOENT { return }
      throw SystemFailure.latest("remove", "\(path)/\(name)")
    }
    try synchronize()
  }

  /// Whether a name is a plain file.
  func isFile(_ name: some StringProtocol) -> Bool { status(of: String(name)).map { $0.st_mode & S_IFMT } == S_IFREG }

  /// When a file was last written, in seconds since 1970; nil when there is none.
  func modifiedSeconds(of name: String) -> Int? { status(of: name)?.st_mtim.tv_sec }

  /// The names in the folder, in no order.
  func entries() throws(StorageError) -> [FolderEntry] {
    // An open of its own: a copy of the descriptor would share where the reading stands.
    let opened = unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0, let handle = unsafe fdopendir(opened) else {
      let failure = SystemFailure.latest("list", path)
      if opened >= 0 { _ = Glibc.close(opened) }
      throw failure
    }
    defer { unsafe closedir(handle) }
    var entries: [FolderEntry] = []
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
      entries.append(FolderEntry(name: name, kind: kind(unsafe entry.pointee.d_type, of: name)))
    }
  }

  private func kind(_ type: UInt8, of name: String) -> FolderEntry.Kind {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .link
    // Some file systems do not say.
    default: break
    }
    switch status(of: name).map({ $0.st_mode & S_IFMT }) {
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .file
    }
  }

  private func status(of name: String) -> stat? {
    var status = stat()
    return unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  private func refuseLink(_ name: String) throws(StorageError) {
    guard status(of: name).map({ $0.st_mode & S_IFMT }) == S_IFLNK else { return }
    throw .link(path: "\(path)/\(name)")
  }

  private func synchronize() throws(StorageError) {
    guard fsync(number) == 0 else { throw SystemFailure.latest("make durable", path) }
  }
}
