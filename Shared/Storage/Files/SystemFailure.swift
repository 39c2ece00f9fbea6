import Glibc

/// Turns what the system says of a failed call into a ``StorageError``.
enum SystemFailure {
  /// The error of the call that just failed, from `errno`.
  static func latest(_ operation: String, _ path: String) -> StorageError {
    error(code: errno, operation, path)
  }

  /// The error for a code of `errno.h`.
  static func error(code: Int32, _ operation: String, _ path: String) -> StorageError {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: .full(path: path)
    case EACCES, EPERM, EROFS: .notPermitted(path: path, reason: text(of: code))
    case EMFILE, ENFILE: .tooManyOpenFiles(path: path)
    case ENOENT: .missingFolder(path: path)
    case ENOTDIR: .wrongKind(path: path, expected: "in a folder")
    case EISDIR: .wrongKind(path: path, expected: "a file")
    default: .operationFailed(path: path, operation: operation, reason: text(of: code))
    }
  }

  /// Whether this process can open no more files: for libraries that only say that they could not open one.
  static var isOutOfFiles: Bool {
    let number = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard number < 0 else {
      _ = close(number)
      return false
    }
    return errno == EMFILE || errno == ENFILE
  }

  private static func text(of code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
