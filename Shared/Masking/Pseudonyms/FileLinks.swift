import Glibc
import SystemPackage

/// The calls of the system that SystemPackage has no names for.
enum FileLinks {
  /// Gives a file a second name, unless there is something by that name.
  static func link(_ path: FilePath, to newPath: FilePath) throws(Errno) {
    guard unsafe Glibc.link(path.string, newPath.string) != 0 else { return }
    let code = errno
    guard code == EEXIST else { throw Errno(rawValue: code) }
  }

  /// Takes a name away.
  static func remove(_ path: FilePath) {
    _ = unsafe unlink(path.string)
  }

  /// Waits until a file is on the disk.
  static func synchronize(_ file: SystemPackage.FileDescriptor) throws(Errno) {
    guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
  }
}
