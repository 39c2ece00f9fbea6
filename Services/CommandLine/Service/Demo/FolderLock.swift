import FoundationEssentials
import Glibc
import SystemPackage

/// A file that one process at a time holds, and that says who does.
///
/// The kernel lets go of it with the process, however that ends.
final class FolderLock: Sendable {
  private let descriptor: CInt

  /// Takes the lock, making the file where there is none; nil when another holder has it.
  ///
  /// - Throws: ``FolderLockError`` when the file cannot be opened.
  init?(file: String) throws {
    let opened = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FolderLockError(file: file, systemError: errno) }
    descriptor = opened
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Puts a text into the file, in place of what was there.
  func write(_ text: Data) throws {
    guard ftruncate(descriptor, 0) == 0,
      unsafe text.withUnsafeBytes({ unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }) == text.count
    else { throw FolderLockError(file: "the run's own file", systemError: errno) }
  }
}

/// A lock that cannot be had for reasons of the file system.
struct FolderLockError: Error, CustomStringConvertible {
  let file: String
  let systemError: CInt

  /// What was wrong and what to do.
  var description: String {
    "\(file) cannot be written (\(Errno(rawValue: systemError))): name a folder with --folder that you may write to"
  }
}
