import Glibc
import Synchronization

/// That this process has a SQLite file open, for as long as this lives.
///
/// A plain open and close of such a file would drop SQLite's locks on it (see ``SQLiteBytes``): ``FileDescriptor`` asks here
/// before it opens anything.
final class OpenDatabaseFile: Sendable {
  private let identity: FileIdentity?

  private static let counts = Mutex<[FileIdentity: Int]>([:])

  /// Marks a file as open.
  init(_ path: String) {
    identity = FileIdentity(path)
    if let identity { Self.counts.withLock { $0[identity, default: 0] += 1 } }
  }

  deinit {
    guard let identity else { return }
    Self.counts.withLock { counts in
      let count = counts[identity] ?? 0
      counts[identity] = count > 1 ? count - 1 : nil
    }
  }

  /// Refuses a path that leads to a file that is marked.
  static func check(_ path: String) throws(StorageError) {
    guard isMarked(path) else { return }
    throw .operationFailed(path: path, operation: "open", reason: "this program has it open as a database")
  }

  /// Whether a path, by any of its names, leads to a file that is marked or to what SQLite keeps beside it.
  static func isMarked(_ path: String) -> Bool {
    counts.withLock { counts in
      guard !counts.isEmpty else { return false }
      let names = [path] + ["-wal", "-shm"].filter(path.hasSuffix).map { String(path.dropLast($0.count)) }
      return names.contains { FileIdentity($0).map { counts[$0] != nil } ?? false }
    }
  }
}

/// A file as the system tells it from others, whatever its name.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// The file at a path, links followed; nil when there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}
