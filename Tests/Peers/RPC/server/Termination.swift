import Glibc

/// SIGTERM, which ends the process only after the server has drained.
enum Termination {
  /// Holds the signal back in this thread and those that it starts from now on.
  static func holdBack() {
    var signals = terminating
    _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Returns when the signal has come. Blocks the thread.
  static func wait() {
    var signals = terminating
    var signal: CInt = 0
    _ = unsafe sigwait(&signals, &signal)
  }

  private static var terminating: sigset_t {
    var signals = sigset_t()
    _ = unsafe sigemptyset(&signals)
    _ = unsafe sigaddset(&signals, SIGTERM)
    return signals
  }
}
