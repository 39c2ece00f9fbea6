import Glibc
import Synchronization

/// The process's standard error: every line whole, never mixed with another.
public final class StandardError: LogSink {
  /// The one standard error there is.
  public static let shared = StandardError()

  private let turn = Mutex(())

  private init() {}

  /// Whether people read it.
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes the line, in as many calls as it takes; gives up when nobody can take it any more.
  public func write(_ line: [UInt8]) {
    turn.withLock { _ in
      var written = 0
      while written < line.count {
        let count = unsafe line.withUnsafeBytes { bytes in
          unsafe Glibc.write(STDERR_FILENO, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        }
        if count > 0 {
          written += count
        } else if errno == EAGAIN {
          guard waitUntilWritable() else { return }
        } else if errno != EINTR {
          return
        }
      }
    }
  }

  /// Waits for a reader of a full pipe that somebody made non-blocking; false when there is none for a second.
  private func waitUntilWritable() -> Bool {
    var descriptor = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&descriptor, 1, 1_000) > 0
  }
}
