import Glibc

/// A clock for durations: it never goes back, and its start means nothing.
enum MonotonicTime {
  /// Nanoseconds now.
  static var nanoseconds: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(truncatingIfNeeded: time.tv_sec &* 1_000_000_000 &+ time.tv_nsec)
  }
}
