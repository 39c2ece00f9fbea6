import Glibc

/// What this process has computed for, so that a busy machine does not count.
enum ProcessorTime {
  /// All threads together, in seconds.
  static var seconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .nan }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
