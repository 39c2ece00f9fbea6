import Glibc
import Synchronization

/// The process's standard error: every line whole, never mixed with another.
public final class StandardError: LogSink {
  /// The one standard error there is.
  public static let shared = StandardError()

  private let turn = Mutex(())

  /// How long a full pipe is waited for: a log must not hold what it tells of.
  private static let patienceMilliseconds: CInt = 1_000

  private init() {}

  /// Whether people read it.
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes the line, in as many calls as it takes; gives up when nobody can take it any more.
  public func write(_ line: [UInt8]) {
    turn.withLock { _ in
      _ = DescriptorWriter.write(line, to: STDERR_FILENO, patienceMilliseconds: Self.patienceMilliseconds)
    }
  }
}
