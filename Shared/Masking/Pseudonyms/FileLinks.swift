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

  /// Makes a folder, if it is not there and can be made; what is then put into it tells.
  static func makeFolder(_ path: FilePath) {
    _ = unsafe mkdir(path.string, 0o700)
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
