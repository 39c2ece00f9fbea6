import Glibc

/// An open file or folder of the system, closed when it goes away. Every call blocks.
struct FileDescriptor: ~Copyable {
  private let number: Int32
  private let path: String

  /// Opens a file to read, unless this process has it open as a database: see ``OpenDatabaseFile``.
  ///
  /// - Throws: ``StorageError/notFound(what:)`` when there is none.
  init(reading path: String) throws(StorageError) {
    try OpenDatabaseFile.check(path)
    let number = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else {
      throw errno == ENOENT ? .notFound(what: "file \(path)") : SystemFailure.latest("open", path)
    }
    self.init(number: number, path: path)
  }

  /// Makes an empty file that only its owner may use, if there is none: SQLite would let others read what it makes, and gives
  /// its other files the permissions of this one.
  static func makeEmpty(_ path: String) throws(StorageError) {
    let number = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FilePermissions.file)
    guard number >= 0 else {
      if errno == EEXIST { return }
      throw SystemFailure.latest("create", path)
    }
    _ = Glibc.close(number)
  }

  /// Opens a folder, to make its entries durable or to lock it.
  init(folder path: String) throws(StorageError) {
    let number = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemFailure.latest("open", path) }
    self.init(number: number, path: path)
  }

  /// Takes over an open file or folder of the system.
  init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { _ = Glibc.close(number) }

  /// Whether it is a plain file.
  func isPlain() throws(StorageError) -> Bool {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw SystemFailure.latest("measure", path) }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// The file's size in bytes.
  func size() throws(StorageError) -> Int {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw SystemFailure.latest("measure", path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .wrongKind(path: path, expected: "a file") }
    return Int(status.st_size)
  }

  /// Whether bytes come one after the other and have no places: those of a pipe, a socket or a terminal.
  func isStream() throws(StorageError) -> Bool {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw SystemFailure.latest("measure", path) }
    return Folders.isStream(mode: status.st_mode)
  }

  /// The next bytes of a stream, up to so many; fewer only at its end, which comes when nobody writes to it any more.
  func readNext(bytesMax: Int) throws(StorageError) -> [UInt8] {
    try unsafe fill(bytesMax) { base, bytesMax, _ in unsafe Glibc.read(number, base, bytesMax) }
  }

  /// Up to so many bytes from an offset on; fewer only at the end of the file.
  func read(at offset: Int, bytesMax: Int) throws(StorageError) -> [UInt8] {
    try unsafe fill(bytesMax) { base, bytesMax, count in
      unsafe pread(number, base, bytesMax, off_t(offset + count))
    }
  }

  /// Up to so many bytes of a body that reads some at a pointer, at most so many, behind those read already.
  private func fill(
    _ bytesMax: Int, _ read: (UnsafeMutablePointer<UInt8>, Int, Int) -> Int
  ) throws(StorageError) -> [UInt8] {
    var failure: StorageError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      while count < bytesMax {
        let got = unsafe read(base + count, bytesMax - count, count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = SystemFailure.latest("read", path) }
        guard got > 0 else { return }
        count += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(StorageError) {
    var written = 0
    while written < bytes.count {
      let got = unsafe bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.write(number, base + written, bytes.count - written)
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw SystemFailure.latest("write", path) }
      written += got
    }
  }

  /// Waits until everything written (for a folder: its entries) is on the disk.
  func synchronize() throws(StorageError) {
    guard fsync(number) == 0 else { throw SystemFailure.latest("make durable", path) }
  }

  /// Waits until nobody else holds the lock, in this process or another, and holds it until ``unlock()``.
  func lock() throws(StorageError) {
    while flock(number, LOCK_EX) != 0 {
      guard errno == EINTR else { throw SystemFailure.latest("lock", path) }
    }
  }

  /// Lets go of the lock.
  func unlock() {
    _ = flock(number, LOCK_UN)
  }
}
