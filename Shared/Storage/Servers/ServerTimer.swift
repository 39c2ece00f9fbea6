import NIOCore
import NIOPosix

/// Ends waits that take too long.
enum ServerTimer {
  /// Runs a body after a time, unless what it returns is cancelled before.
  static func after(_ delay: Duration, _ body: @escaping @Sendable () -> Void) -> Scheduled<Void> {
    MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(max(delay, .zero)), body)
  }
}
