import Glibc
public import UnixSignals

/// The signals that ask a process of ours to stop in an orderly way.
///
/// SIGQUIT and SIGABRT are left as they are: the way out of a process that does not stop, with a core dump.
public enum StopSignals {
  /// SIGTERM, SIGINT, and SIGHUP unless whoever started the process had it ignored, as `nohup` does.
  ///
  /// Found out once: before a signal is caught, its disposition is still the one that the process was started with.
  public static let all: [UnixSignal] = [.sigterm, .sigint] + (isIgnored(SIGHUP) ? [] : [.sighup])

  private static func isIgnored(_ number: CInt) -> Bool {
    var current = sigaction()
    guard unsafe sigaction(number, nil, &current) == 0 else { return false }
    return unsafe unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
