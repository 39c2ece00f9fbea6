import NIOCore

/// An object whose state is touched on one event loop only. Calls from elsewhere hop there.
protocol LoopBound: AnyObject, Sendable {
  var loop: any EventLoop { get }
}

extension LoopBound {
  /// Runs `act` now when already on the loop, otherwise in one of its next ticks.
  func onLoop(_ act: @escaping @Sendable () -> Void) {
    if loop.inEventLoop { act() } else { loop.execute(act) }
  }
}
