import Glibc
import SystemPackage

/// A pipe that nobody writes to, the standard input of every service of a run: it ends when the run's process does.
///
/// However that process ends, SIGKILL included, the kernel closes its end, and the services stop (`shutdown.withInput`).
final class Lifeline: Sendable {
  /// What a service is given as its standard input.
  let reading: FileDescriptor
  private let writing: FileDescriptor

  /// - Throws: The system's error when there are no descriptors left.
  init() throws {
    var ends: [CInt] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
    // Closed in whatever is started, or a service would keep its own lifeline open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = FileDescriptor(rawValue: ends[0])
    writing = FileDescriptor(rawValue: ends[1])
  }

  deinit {
    try? reading.close()
    try? writing.close()
  }
}
