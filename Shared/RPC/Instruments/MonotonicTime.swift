import NIOCore

/// A clock for durations: it never goes back, and its start means nothing.
enum MonotonicTime {
  /// Nanoseconds now.
  static var nanoseconds: UInt64 { NIODeadline.now().uptimeNanoseconds }
}
