import Glibc
import Logging

/// Who may use the files and folders that the stores make: their owner alone, or nobody that a stricter umask leaves out.
///
/// What is there already keeps its permissions, for a group or a backup may rely on them; a warning names what others may use.
enum FilePermissions {
  /// Those of a new file.
  static let file: mode_t = 0o600
  /// Those of a new folder.
  static let folder: mode_t = 0o700

  private static let others: mode_t = 0o077

  /// Warns of a file or folder that others than its owner may use.
  static func warnIfWide(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & others != 0 else { return }
    let right = status.st_mode & S_IFMT == S_IFDIR ? folder : file
    Logger(label: "storage").warning(
      "others than its owner may use this; it is left so: chmod \(String(right, radix: 8)) closes it",
      metadata: ["path": "\(path)", "mode": "\(String(status.st_mode & 0o7777, radix: 8))"])
  }
}
