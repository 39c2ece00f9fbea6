import Glibc
import Logging
import NIOPosix

/// Stops this process when its standard input ends: when the parent that holds the other end of the pipe is gone.
///
/// A pipe is closed by the kernel however its holder dies, SIGKILL included; the kernel's own signal of a parent's death
/// (PR_SET_PDEATHSIG) comes when the thread that started the child ends, which need not be the process.
struct InputWatch: Sendable {
  let logger: Logger
  /// How long stopping may take before the process is ended as it stands.
  let drainSeconds: Double

  /// A thread for this alone, so that nothing that hangs in the process hides the end.
  private static let thread: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    return pool
  }()

  /// Begins to watch.
  func start() {
    Self.thread.submit { [self] _ in
      Self.readToEnd(STDIN_FILENO)
      logger.notice("standard input has ended: stopping as for SIGTERM")
      // The signal itself: it stops a process that is still putting itself together, too.
      kill(getpid(), SIGTERM)
      usleep(UInt32(min(drainSeconds, Self.drainSecondsMax) * 1e6))
      logger.critical("did not stop in time after standard input had ended", metadata: ["seconds": "\(drainSeconds)"])
      _exit(1)
    }
  }

  /// The most that microseconds in 32 bits can say.
  private static let drainSecondsMax = 4_000.0

  /// Reads and drops what comes until nothing more can.
  static func readToEnd(_ descriptor: CInt) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 || (count < 0 && errno == EINTR) { continue }
      guard count < 0, errno == EAGAIN else { return }
      var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&waited, 1, -1)
    }
  }
}
